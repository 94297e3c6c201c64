<?php
// Sends the report on standard input over AMQP with php-amqplib: AMQP_URL=amqp://… php send.php < report.json
//
// Retry: without exit status 0 the report is still yours. Send it again, same external_id, with growing pauses, until it is 0.
require 'PhpAmqpLib/autoload.php';

$url = parse_url(getenv('AMQP_URL'));
[$user, $password, $host] = array_map('urldecode', [$url['user'], $url['pass'], substr($url['path'], 1)]);
$connection = new PhpAmqpLib\Connection\AMQPStreamConnection($url['host'], $url['port'], $user, $password, $host);
$channel = $connection->channel();
$channel->confirm_select();
$fail = function () { fwrite(STDERR, "not taken\n"); exit(1); };
$channel->set_nack_handler($fail);
$channel->set_return_listener($fail); // a returned message is confirmed too
$body = stream_get_contents(STDIN);
$message = new PhpAmqpLib\Message\AMQPMessage(
    $body, ['content_type' => 'application/json', 'delivery_mode' => 2, 'user_id' => $user]);
$channel->basic_publish($message, 'lapor.intake', 'intake.' . json_decode($body)->channel, true);
$channel->wait_for_pending_acks_returns(30); // throws when the confirm does not come
