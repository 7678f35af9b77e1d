import Corpus
import Documents
import Media

/// What looking at one image or video shows.
struct MediaLook: Sendable {
    var print: MediaPrint?
    var hash: PictureHash?
    var thumbnail: PictureThumbnail?
    var complaints: [(rule: Rule, message: String)] = []

    init(_ entry: MediaTally.Entry, in folder: MediaFolder, _ settings: ValidationSettings) {
        do {
            print = try folder.print(of: entry.path)
            switch entry.kind {
            case .image: try look(folder.image(entry.path).colour, settings)
            case .video: try look(folder.video(entry.path), settings)
            }
        } catch let error as InputError {
            complaints.append((MediaLook.rule(of: error), error.problem))
        } catch {
            complaints.append((.mediaUnreadable, "\(error)"))
        }
    }

    private static func rule(of error: InputError) -> Rule {
        error.problem.contains("no frames") || error.problem.contains("no frame ") || error.problem.contains("no video")
            ? .mediaWithoutFrames : .mediaUnreadable
    }

    private mutating func look(_ image: RGBImage, _ settings: ValidationSettings) {
        let (width, height) = (image.width, image.height)
        if Double(min(width, height)) < settings.value(.mediaShape, "pixels") {
            complaints.append((.mediaShape, "it has \(width) by \(height) pixels"))
        } else if Double(max(width, height)) >= settings.value(.mediaShape, "ratio") * Double(min(width, height)) {
            complaints.append((.mediaShape, "it is a stripe of \(width) by \(height) pixels"))
        }
        let hash = PictureHash(image)
        if Double(hash.range) <= settings.value(.mediaOneColour, "range") {
            complaints.append((.mediaOneColour, "all its \(width) by \(height) pixels are of one colour"))
        }
        if Double(hash.contrast) >= settings.value(.similarMediaInTwoSplits, "contrast") {
            self.hash = hash
            thumbnail = PictureThumbnail(image)
        }
    }

    private mutating func look(_ video: VideoFile, _ settings: ValidationSettings) throws {
        guard let first = try video.frames(.uniform(1)).first else {
            complaints.append((.mediaWithoutFrames, "it has no frames"))
            return
        }
        look(first.image, settings)
        let probe = try video.probe()
        let factor = settings.value(.mediaDuration, "factor")
        let (duration, span) = (probe.duration, probe.span)
        if probe.frameCount > 1, duration > 0, span > 0, max(duration / span, span / duration) >= factor {
            complaints.append(
                (
                    .mediaDuration,
                    "it says \(seconds(duration)), and its \(probe.frameCount) frames take \(seconds(span))"
                ))
        } else if duration < settings.value(.mediaLength, "shortest")
            || duration > settings.value(.mediaLength, "longest")
        {
            complaints.append((.mediaLength, "it takes \(seconds(duration)), with \(probe.frameCount) frames"))
        }
    }

    private func seconds(_ value: Double) -> String { "\((value * 100).rounded() / 100) s" }
}
