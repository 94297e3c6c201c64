import MailWorker
import Ops

await MailWorker.process.run()
