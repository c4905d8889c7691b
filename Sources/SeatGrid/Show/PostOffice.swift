/// Letters of one loop to the others, which leave together at the end of its tick.
struct PostOffice {
    private var loops: [EngineLoop] = []
    private var boxes: [[Letter]] = []

    mutating func connect(_ loops: [EngineLoop]) {
        self.loops = loops
        boxes = [[Letter]](repeating: [], count: loops.count)
    }

    mutating func put(_ letter: consuming Letter, for loop: Int) {
        boxes[loop].append(letter)
    }

    mutating func forEachFull(_ send: (EngineLoop, [Letter]) -> Void) {
        for ordinal in boxes.indices where !boxes[ordinal].isEmpty {
            let letters = boxes[ordinal]
            boxes[ordinal] = []
            send(loops[ordinal], letters)
        }
    }
}
