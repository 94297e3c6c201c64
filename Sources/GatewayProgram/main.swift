import Gateway
import Ops

await Gateway.process.run()
