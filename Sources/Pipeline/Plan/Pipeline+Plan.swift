import Corpus
import Documents
import Features
import Fetch
import Training
import Translate
import Workspace

extension Pipeline {
    /// What a run would do, without doing any of it.
    /// - Throws: ``InputError`` for what is wrong in the files; what is only missing is part of the plan.
    public func plan() async throws -> RunPlan {
        var datasets: [DatasetPlan] = []
        var missing: [Missing] = []
        for part in parts {
            // What is trained waits for the datasets before.
            let isReady = datasets.allSatisfy { $0.stages.allSatisfy { $0.isDone || $0.stage == "report" } }
            try await part.workspace.replica?.begin()
            let plan = try await part.plan(trainingSetIsReady: isReady)
            datasets.append(plan)
            for entry in part.file.missing + plan.fetch.missing where !missing.contains(entry) { missing.append(entry) }
        }
        return RunPlan(
            pipeline: file.name, datasets: datasets,
            training: file.recipe.map { TrainingPlan($0, dataset: parts[0].file.manifest.name) },
            evaluation: file.recipe.map { _ in
                EvaluationPlan(dataset: file.manifest.name, split: file.evaluationSplit)
            },
            missing: missing)
    }
}

extension Pipeline.Part {
    func plan(trainingSetIsReady: Bool) async throws -> DatasetPlan {
        let fetch = try await FetchStage(file.manifest, in: workspace).plan()
        let stages = try await stagePlans(trainingSetIsReady: trainingSetIsReady)
        let items = items()
        return DatasetPlan(
            dataset: file.manifest.name, workspace: workspace.replica?.name ?? workspace.path, stages: stages,
            fetch: fetch, items: items,
            translation: items.isCounted ? try await translationEstimate() : nil,
            languages: file.translation.languages.map(\.tag),
            decoding: DecodingPlan(
                kind: file.manifest.modality.rawValue, items: items.total, done: encoded(stages),
                sampling: file.manifest.modality == .video ? file.features.sampling.description : nil))
    }

    private func stagePlans(trainingSetIsReady: Bool) async throws -> [StagePlan] {
        var plans: [StagePlan] = []
        for stage in stages {
            // Which partitions a stage has is known only when those before it are done.
            var before = plans.first { !$0.isDone }?.stage
            if before == nil, stage.name == "train", !trainingSetIsReady { before = "the training set" }
            if let before {
                plans.append(StagePlan(stage: stage.name, done: [], pending: [], waitsFor: before, needs: nil))
                continue
            }
            do {
                guard let partitions = try await stage.knownPartitions() else {
                    plans.append(
                        StagePlan(stage: stage.name, done: [], pending: [], waitsFor: stage.name, needs: nil))
                    continue
                }
                let done = partitions.filter { workspace.isDone($0, of: stage) }
                let pending = partitions.filter { !workspace.isDone($0, of: stage) }
                plans.append(
                    StagePlan(
                        stage: stage.name, done: done.map(\.name), pending: pending.map(\.name), waitsFor: nil,
                        needs: nil))
            } catch let complaint as InputError {
                plans.append(
                    StagePlan(stage: stage.name, done: [], pending: [], waitsFor: nil, needs: complaint.description))
            }
        }
        return plans
    }

    /// The corpus files before the translation, where all of them are there.
    private var imported: [(path: String, record: DoneRecord)]? {
        let files = CorpusFolder.files(in: workspace.file(ImportStage.folder))
        let records = files.compactMap { path in DoneRecord.read(of: path).map { (path, $0) } }
        return records.isEmpty || records.count < files.count ? nil : records
    }

    private func items() -> ItemCount {
        if let imported {
            return ItemCount(
                total: imported.reduce(0) { $0 + ($1.record.outcome.counts["items"] ?? 0) }, isCounted: true)
        }
        let counts = file.manifest.splits.map { split in
            if case .count(let count) = split.take?.amount { count } else { split.take == nil ? split.count : nil }
        }
        return ItemCount(total: counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }, isCounted: false)
    }

    /// Items of the shards that would be skipped, with those that could not be encoded.
    private func encoded(_ stages: [StagePlan]) -> Int {
        let folder = workspace.file(FeaturesStage.folder)
        let shards = stages.first { $0.stage == "features" }?.done ?? []
        return shards.reduce(0) { sum, name in
            guard let outcome = DoneRecord.read(of: "\(folder)/\(name).safetensors")?.outcome else { return sum }
            return sum + (outcome.counts["images"] ?? 0) + (outcome.counts["videos"] ?? 0) + outcome.failures.count
        }
    }

    private func translationEstimate() async throws -> TranslationEstimate? {
        guard let imported else { return nil }
        return try await TranslationEstimate(
            file.translation.parts, from: file.manifest.language, files: imported.map(\.path),
            memory: file.translation.memory ?? workspace.file("memory.sqlite"))
    }
}

extension FetchPlan {
    /// Files that a person is to bring.
    fileprivate var missing: [Missing] {
        byHand.map { Missing(kind: .file, name: $0.from, remedy: $0.instructions ?? "") }
    }
}

extension TrainingPlan {
    fileprivate init(_ recipe: Recipe, dataset: String) {
        self.init(
            recipe: type(of: recipe.method).name, dataset: dataset, languages: recipe.languages.map(\.tag),
            batch: recipe.stream.batch,
            stages: recipe.stages.map {
                Stage(
                    objective: $0.objective.rawValue, steps: $0.rate.steps, rate: $0.rate.peak, warmup: $0.rate.warmup)
            },
            steps: recipe.steps)
    }
}
