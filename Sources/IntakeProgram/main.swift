import IntakeWorker
import Ops

await IntakeWorker.process.run()
