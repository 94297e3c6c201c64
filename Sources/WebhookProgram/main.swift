import Ops
import WebhookWorker

await WebhookWorker.process.run()
