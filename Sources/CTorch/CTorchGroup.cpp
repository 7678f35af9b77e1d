#define USE_C10D_GLOO
#include "CTorchGroup.h"

#include "CTorchShared.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <c10/util/Logging.h>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>

struct tt_store {
    c10::intrusive_ptr<c10d::TCPStore> value;
};

struct tt_group {
    c10::intrusive_ptr<c10d::ProcessGroupGloo> value;
    /// How long an operation may take.
    std::chrono::milliseconds patience;
};

struct tt_work {
    /// What the thread that does the operation tells the one that waits.
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false;
    };

    c10::intrusive_ptr<c10d::Work> value;
    std::shared_ptr<State> state = std::make_shared<State>();

    explicit tt_work(c10::intrusive_ptr<c10d::Work> work) : value(std::move(work)) {
        value->getFuture()->addCallback([state = state](c10::ivalue::Future &) {
            std::lock_guard<std::mutex> lock(state->mutex);
            state->done = true;
            state->changed.notify_all();
        });
    }
};

namespace {

/// A socket that listens at one address alone. libtorch's own listens at all.
int listening(const char *address, int port) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(static_cast<uint16_t>(port));
    if (inet_pton(AF_INET, address, &place.sin_addr) != 1) {
        throw std::runtime_error(std::string(address) + " is no address");
    }
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int again = 1;
    if (descriptor < 0 || setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again) != 0 ||
        bind(descriptor, reinterpret_cast<sockaddr *>(&place), sizeof place) != 0 || listen(descriptor, 1024) != 0) {
        std::string reason = strerror(errno);
        if (descriptor >= 0) {
            close(descriptor);
        }
        throw std::runtime_error(reason);
    }
    return descriptor;
}

int portOf(int descriptor) {
    sockaddr_in place{};
    socklen_t size = sizeof place;
    if (getsockname(descriptor, reinterpret_cast<sockaddr *>(&place), &size) != 0) {
        throw std::runtime_error(strerror(errno));
    }
    return ntohs(place.sin_port);
}

/// An address as people write it.
std::string written(const sockaddr *address) {
    char text[INET6_ADDRSTRLEN] = "";
    const void *number = address->sa_family == AF_INET6
                             ? static_cast<const void *>(&reinterpret_cast<const sockaddr_in6 *>(address)->sin6_addr)
                             : &reinterpret_cast<const sockaddr_in *>(address)->sin_addr;
    if (inet_ntop(address->sa_family, number, text, sizeof text) == nullptr) {
        throw std::runtime_error(strerror(errno));
    }
    return text;
}

/// What libtorch's stores and groups change of a process, before the first is made.
void prepare() {
    static const bool once = [] {
        // Writing to a process that has gone is an error like others.
        std::signal(SIGPIPE, SIG_IGN);
        // What fails is thrown; the library prints it besides, with a page of addresses.
        FLAGS_caffe2_log_level = std::max(FLAGS_caffe2_log_level, 3);
        return true;
    }();
    (void)once;
}

at::Tensor ready(const tt_tensor *tensor) {
    if (!tensor->value.is_cpu() || !tensor->value.is_contiguous()) {
        throw std::runtime_error("processes exchange tensors on the CPU that lie in row-major order");
    }
    return tensor->value.detach();
}

/// Begins an operation of a group. libtorch's recorder of operations keeps the process's groups in a map that has no lock
/// (`FlightRecorder::all_pg_status_`), which two groups' first operations at the same time would break.
template <typename Begin> tt_work *begun(Begin begin) {
    static std::mutex one;
    std::lock_guard<std::mutex> lock(one);
    return new tt_work(begin());
}

std::vector<uint8_t> bytes(const char *text) { return {text, text + strlen(text)}; }

} // namespace

using tt::guarded;

extern "C" {

char *tt_store_host(const char *address, int port, int64_t milliseconds, tt_store **result, int *chosen) {
    return guarded([&] {
        prepare();
        c10d::TCPStoreOptions options;
        options.isServer = true;
        options.waitWorkers = false;
        options.timeout = std::chrono::milliseconds(milliseconds);
        options.port = static_cast<uint16_t>(port);
        if (address != nullptr) {
            int descriptor = listening(address, port);
            options.masterListenFd = descriptor;
            options.port = static_cast<uint16_t>(portOf(descriptor));
        }
        auto store = c10::make_intrusive<c10d::TCPStore>(address == nullptr ? "127.0.0.1" : address, options);
        *chosen = store->getPort();
        *result = new tt_store{store};
    });
}

char *tt_store_visit(const char *host, int port, int64_t milliseconds, tt_store **result) {
    return guarded([&] {
        prepare();
        c10d::TCPStoreOptions options;
        options.waitWorkers = false;
        options.timeout = std::chrono::milliseconds(milliseconds);
        options.port = static_cast<uint16_t>(port);
        *result = new tt_store{c10::make_intrusive<c10d::TCPStore>(host, options)};
    });
}

char *tt_store_set(tt_store *store, const char *key, const char *text) {
    return guarded([&] { store->value->set(key, bytes(text)); });
}

char *tt_store_get(tt_store *store, const char *key, char **text) {
    *text = nullptr;
    return guarded([&] {
        if (store->value->check({key})) {
            auto value = store->value->get(key);
            *text = strndup(reinterpret_cast<const char *>(value.data()), value.size());
        }
    });
}

void tt_store_release(tt_store *store) { delete store; }

char *tt_address_towards(const char *host, int port, char **own, char **other) {
    return guarded([&] {
        addrinfo hints{};
        hints.ai_socktype = SOCK_DGRAM;
        addrinfo *found = nullptr;
        if (int error = getaddrinfo(host, std::to_string(port).c_str(), &hints, &found); error != 0) {
            throw std::runtime_error(std::string(host) + ": " + gai_strerror(error));
        }
        std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
        for (const addrinfo *place = found; place != nullptr; place = place->ai_next) {
            // Nothing is sent: connecting such a socket only asks for the way.
            int descriptor = socket(place->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            sockaddr_storage here{};
            socklen_t size = sizeof here;
            bool known = descriptor >= 0 && connect(descriptor, place->ai_addr, place->ai_addrlen) == 0 &&
                         getsockname(descriptor, reinterpret_cast<sockaddr *>(&here), &size) == 0;
            if (descriptor >= 0) {
                close(descriptor);
            }
            if (known) {
                *own = strdup(written(reinterpret_cast<sockaddr *>(&here)).c_str());
                *other = strdup(written(place->ai_addr).c_str());
                return;
            }
        }
        throw std::runtime_error(std::string("there is no way to ") + host);
    });
}

char *tt_addresses(char **list) {
    return guarded([&] {
        ifaddrs *found = nullptr;
        if (getifaddrs(&found) != 0) {
            throw std::runtime_error(strerror(errno));
        }
        std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all(found, freeifaddrs);
        std::string text;
        // Of IPv4: machines that have others too have these, and most others hold on one cable alone.
        for (const ifaddrs *place = found; place != nullptr; place = place->ifa_next) {
            if (place->ifa_addr == nullptr || place->ifa_addr->sa_family != AF_INET ||
                (place->ifa_flags & IFF_LOOPBACK) != 0 || (place->ifa_flags & IFF_UP) == 0) {
                continue;
            }
            text += (text.empty() ? "" : ",") + written(place->ifa_addr);
        }
        *list = strdup(text.c_str());
    });
}

char *tt_group_make(
    tt_store *store, int rank, int count, const char *address, int64_t connecting, int64_t operation,
    tt_group **result) {
    return guarded([&] {
        auto options = c10d::ProcessGroupGloo::Options::create(std::chrono::milliseconds(connecting));
        options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname(address));
        auto own = c10::make_intrusive<c10d::PrefixStore>("gloo", store->value);
        *result = new tt_group{
            c10::make_intrusive<c10d::ProcessGroupGloo>(own, rank, count, options),
            std::chrono::milliseconds(operation)};
    });
}

void tt_group_release(tt_group *group) { delete group; }

char *tt_group_sum(tt_group *group, const tt_tensor *tensor, tt_work **result) {
    return guarded([&] {
        std::vector<at::Tensor> tensors{ready(tensor)};
        c10d::AllreduceOptions options;
        options.timeout = group->patience;
        *result = begun([&] { return group->value->allreduce(tensors, options); });
    });
}

char *tt_group_broadcast(tt_group *group, const tt_tensor *tensor, int root, tt_work **result) {
    return guarded([&] {
        std::vector<at::Tensor> tensors{ready(tensor)};
        c10d::BroadcastOptions options;
        options.rootRank = root;
        options.timeout = group->patience;
        *result = begun([&] { return group->value->broadcast(tensors, options); });
    });
}

char *tt_group_gather(tt_group *group, const tt_tensor *tensor, const tt_tensor *all, tt_work **result) {
    return guarded([&] {
        // Gloo's takes the first dimension apart.
        auto gathered = ready(all).view({-1}), own = ready(tensor).view({-1});
        c10d::AllgatherOptions options;
        options.timeout = group->patience;
        *result = begun([&] { return group->value->_allgather_base(gathered, own, options); });
    });
}

char *tt_work_wait(tt_work *work, int64_t milliseconds, bool *done) {
    *done = false;
    return guarded([&] {
        std::unique_lock<std::mutex> lock(work->state->mutex);
        *done = work->state->changed.wait_for(
            lock, std::chrono::milliseconds(milliseconds), [&] { return work->state->done; });
        lock.unlock();
        if (*done) {
            work->value->wait();
        }
    });
}

void tt_work_release(tt_work *work) { delete work; }

} // extern "C"
