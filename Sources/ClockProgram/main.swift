import ClockWorker
import Ops

await ClockWorker.process.run()
