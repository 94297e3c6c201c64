import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;

/**
 * Sends the report on standard input over AMQP: AMQP_URL=amqp://… java -cp amqp-client.jar:slf4j-api.jar Send.java intake.web < report.json
 *
 * <p>Retry: without exit status 0 the report is still yours. Send it again, same external_id, with growing pauses, until it is 0.
 */
class Send {
    public static void main(String[] arguments) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(System.getenv("AMQP_URL"));
        try (var connection = factory.newConnection(); var channel = connection.createChannel()) {
            channel.addReturnListener((code, text, exchange, key, properties, body) -> Runtime.getRuntime().halt(1));
            channel.confirmSelect();
            var properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json").deliveryMode(2).userId(factory.getUsername()).build();
            channel.basicPublish("lapor.intake", arguments[0], true, properties, System.in.readAllBytes());
            channel.waitForConfirmsOrDie(30_000); // throws at a nack, and when the confirm does not come
        }
    }
}
