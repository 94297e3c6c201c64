// Sends the report on standard input over AMQP with amqp091-go: AMQP_URL=amqp://… go run send.go intake.web < report.json
//
// Retry: without exit status 0 the report is still yours. Send it again, same external_id, with growing pauses, until it is 0.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	body := must(io.ReadAll(os.Stdin))
	address := must(amqp.ParseURI(os.Getenv("AMQP_URL")))
	channel := must(must(amqp.Dial(os.Getenv("AMQP_URL"))).Channel())
	must(0, channel.Confirm(false))
	returned := channel.NotifyReturn(make(chan amqp.Return, 1))
	// Not PublishWithDeferredConfirm: in release 1.5 a fast confirm overtakes it, and it waits for ever.
	confirms := channel.NotifyPublish(make(chan amqp.Confirmation, 1))
	message := amqp.Publishing{ContentType: "application/json", DeliveryMode: amqp.Persistent, UserId: address.Username, Body: body}
	must(0, channel.PublishWithContext(context.Background(), "lapor.intake", os.Args[1], true, false, message))
	select {
	case confirm := <-confirms: // none when the connection closes; a returned message is confirmed too
		if !confirm.Ack || len(returned) > 0 {
			log.Fatal("not taken")
		}
	case <-time.After(30 * time.Second):
		log.Fatal("not confirmed")
	}
}
