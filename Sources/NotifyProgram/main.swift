import NotifyWorker
import Ops

await NotifyWorker.process.run()
