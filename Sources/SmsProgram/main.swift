import Ops
import SmsWorker

await SmsWorker.process.run()
