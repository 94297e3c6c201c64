import CaseWorker
import Ops

await CaseWorker.process.run()
