import Corpus
import Documents
import Foundation

/// The apertium-apy that is installed on this machine.
public struct ApertiumProgram: Sendable, Equatable {
    private let script: String
    private let interpreter: [String]
    private let modes: String

    /// Finds the program.
    /// - Parameters:
    ///   - path: the folders to look in, as in the environment's PATH.
    ///   - modes: the folder of the language pairs; Debian's packages have this one.
    /// - Throws: ``InputError`` when it is not installed.
    public init(
        path: String? = ProcessInfo.processInfo.environment["PATH"], modes: String = "/usr/share/apertium/modes"
    ) throws {
        let folders = (path ?? "/usr/bin:/bin").split(separator: ":")
        let script = folders.map { "\($0)/apertium-apy" }.first(where: FileManager.default.isExecutableFile)
        guard let script, FileManager.default.fileExists(atPath: modes) else {
            throw InputError(
                "apertium-apy, the translation server that Tessera starts, is not installed",
                remedy: "run Scripts/bootstrap, or write the 'url' of a running server in place of 'start: true'")
        }
        self.script = script
        self.modes = modes
        interpreter = ApertiumProgram.interpreter(of: script)
    }

    /// The command that runs a server, which prints its port as the first line.
    /// - Parameter processes: how many share the requests.
    func command(processes: Int) -> [String] {
        // One request may wait long for a loaded machine; a pipeline that hangs is given up after this time.
        let options = ["--num-processes", "\(processes)", "--timeout", "30"]
        return interpreter + ["-c", ApertiumProgram.launcher, SteadyTagger.program, script] + options + [modes]
    }

    /// APy has no option for an address and listens on all of them, and none for a port that it chooses itself. Both are
    /// in tornado, which it is made of: this replaces how tornado's server begins to listen, puts ``SteadyTagger`` into the
    /// pipelines of pairs that need it, and then runs the script.
    private static let launcher = """
        import runpy, sys
        sys.path = [folder for folder in sys.path if folder]
        from apertium_apy.utils import translation
        from tornado.httpserver import HTTPServer
        from tornado.netutil import bind_sockets
        from tornado.process import fork_processes

        def start(server, processes=1, max_restarts=None):
            sockets = bind_sockets(0, "127.0.0.1")
            print(sockets[0].getsockname()[1], flush=True)
            if processes != 1:
                fork_processes(processes)
            server.add_sockets(sockets)

        def steady(command):
            needs_it = command[0] == "apertium-tagger" and "-g" in command
            return [sys.executable, "-c", tagger] + command if needs_it else command

        def parse_mode_file(path):
            mode = parse(path)
            return mode._replace(commands=[steady(command) for command in mode.commands])

        HTTPServer.bind = lambda server, port, *others, **named: None
        HTTPServer.start = start
        parse = translation.parse_mode_file
        translation.parse_mode_file = parse_mode_file
        tagger = sys.argv[1]
        sys.argv = sys.argv[2:]
        runpy.run_path(sys.argv[0], run_name="__main__")
        """

    /// The Python that a script names in its first line.
    private static func interpreter(of script: String) -> [String] {
        var lines = try? LineReader(script)
        let line = String(decoding: (try? lines?.next()) ?? [], as: UTF8.self)
        let words = line.dropFirst(2).split(separator: " ").map(String.init)
        return line.hasPrefix("#!") && !words.isEmpty ? words : ["/usr/bin/python3"]
    }
}
