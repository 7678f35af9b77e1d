#include "CCLD2.h"

#include <cstdio>  // the library's own header needs it, and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <climits>

bool tcl_detect(const char *text, size_t length, const char *hint, TCLDetection *detection) {
    if (length > INT_MAX) return false;
    try {
        CLD2::CLDHints hints = {hint, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
        CLD2::Language languages[3];
        int percents[3];
        double scores[3];
        int letters = 0;
        int valid = 0;
        bool reliable = false;
        auto language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
            text, static_cast<int>(length), true, &hints, 0, languages, percents, scores, nullptr, &letters, &reliable,
            &valid);
        detection->language = CLD2::LanguageCode(language);
        detection->percent = language == languages[0] ? percents[0] : 0;
        detection->is_reliable = reliable;
        detection->valid_prefix_bytes = valid;
        return true;
    } catch (...) {
        return false;
    }
}
