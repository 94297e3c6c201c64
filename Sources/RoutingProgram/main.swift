import Ops
import RoutingWorker

await RoutingWorker.process.run()
