// Real clients of Go, as clients.py has those of PyPI.
//
//	clients URL TOKEN
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"
	elastic7 "github.com/elastic/go-elasticsearch/v7"
	bulk7 "github.com/elastic/go-elasticsearch/v7/esutil"
	elastic8 "github.com/elastic/go-elasticsearch/v8"
	bulk8 "github.com/elastic/go-elasticsearch/v8/esutil"
	elastic9 "github.com/elastic/go-elasticsearch/v9"
	bulk9 "github.com/elastic/go-elasticsearch/v9/esutil"
	olivere "github.com/olivere/elastic/v7"
	opensearch2 "github.com/opensearch-project/opensearch-go/v2"
	bulkO2 "github.com/opensearch-project/opensearch-go/v2/opensearchutil"
	opensearch4 "github.com/opensearch-project/opensearch-go/v4"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	bulkO4 "github.com/opensearch-project/opensearch-go/v4/opensearchutil"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/log"
	sdk "go.opentelemetry.io/otel/sdk/log"
)

const index = "logs-demo-default"

var (
	url, token = os.Args[1], os.Args[2]
	ctx        = context.Background()
	started    = time.Now().UnixNano()
)

// An entry of Okta's system log, which is to be known wherever it comes from.
func event(sender string, n int) []byte {
	return fmt.Appendf(nil, `{"uuid": "%s-%d-%d", "published": %q, "eventType": "user.session.start", "version": "0",
		"severity": "WARN", "displayMessage": "User login to Okta", "actor": {"id": "00u", "type": "User",
		"alternateId": "ann@example.com", "displayName": "Ann"}, "client": {"ipAddress": "192.0.2.1"},
		"outcome": {"result": "FAILURE", "reason": "INVALID_CREDENTIALS"}, "target": [], "debugContext": {"debugData": {}}}`,
		sender, started, n, time.Now().UTC().Format(time.RFC3339Nano))
}

func line(sender string, n int) []byte {
	var one bytes.Buffer
	must(json.Compact(&one, event(sender, n)))
	return one.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func check(right bool, what any) {
	if !right {
		panic(what)
	}
}

func goElasticsearch7() {
	client, err := elastic7.NewClient(elastic7.Config{
		Addresses: []string{url + "/elasticsearch"}, Username: "tripline", Password: token})
	must(err)
	info, err := client.Info()
	must(err)
	check(!info.IsError(), info.String())
	indexer, err := bulk7.NewBulkIndexer(bulk7.BulkIndexerConfig{Client: client, Index: index, NumWorkers: 1})
	must(err)
	for n := range 3 {
		must(indexer.Add(ctx, bulk7.BulkIndexerItem{Action: "create", Body: bytes.NewReader(line("go7", n))}))
	}
	must(indexer.Close(ctx))
	check(indexer.Stats().NumCreated == 3, indexer.Stats())
}

func goElasticsearch8() {
	client, err := elastic8.NewClient(elastic8.Config{
		Addresses: []string{url + "/elasticsearch"}, APIKey: token, CompressRequestBody: true})
	must(err)
	info, err := client.Info()
	must(err)
	check(!info.IsError(), info.String())
	indexer, err := bulk8.NewBulkIndexer(bulk8.BulkIndexerConfig{Client: client, Index: index, NumWorkers: 1})
	must(err)
	for n := range 3 {
		must(indexer.Add(ctx, bulk8.BulkIndexerItem{Action: "create", Body: bytes.NewReader(line("go8", n))}))
	}
	must(indexer.Close(ctx))
	check(indexer.Stats().NumCreated == 3, indexer.Stats())
}

func goElasticsearch9() {
	client, err := elastic9.NewTypedClient(elastic9.Config{
		Addresses: []string{url + "/elasticsearch"}, Username: "tripline", Password: token})
	must(err)
	info, err := client.Info().Do(ctx)
	must(err)
	check(info.Tagline == "You Know, for Search", info)
	exists, err := client.Indices.Exists(index).Do(ctx)
	must(err)
	check(exists, "there is no index")
	_, err = client.Indices.Create(index).Do(ctx)
	must(err)
	_, err = client.Index(index).Raw(bytes.NewReader(line("go9", 3))).Do(ctx)
	must(err)
	plain, err := elastic9.NewClient(elastic9.Config{
		Addresses: []string{url + "/elasticsearch"}, Username: "tripline", Password: token})
	must(err)
	indexer, err := bulk9.NewBulkIndexer(bulk9.BulkIndexerConfig{Client: plain, Index: index, NumWorkers: 1})
	must(err)
	for n := range 3 {
		must(indexer.Add(ctx, bulk9.BulkIndexerItem{Action: "create", Body: bytes.NewReader(line("go9", n))}))
	}
	must(indexer.Close(ctx))
	check(indexer.Stats().NumCreated == 3, indexer.Stats())
}

func olivereElastic() {
	client, err := olivere.NewClient(olivere.SetURL(url+"/elasticsearch"), olivere.SetSniff(false),
		olivere.SetBasicAuth("tripline", token))
	must(err)
	_, err = client.CreateIndex(index).Do(ctx)
	must(err)
	processor, err := client.BulkProcessor().BulkActions(2).Stats(true).Do(ctx)
	must(err)
	for n := range 3 {
		processor.Add(olivere.NewBulkIndexRequest().Index(index).Doc(json.RawMessage(line("olivere", n))))
	}
	must(processor.Close())
	check(processor.Stats().Succeeded == 3, processor.Stats())
}

func openSearch2() {
	client, err := opensearch2.NewClient(opensearch2.Config{
		Addresses: []string{url + "/opensearch"}, Username: "tripline", Password: token})
	must(err)
	info, err := client.Info()
	must(err)
	check(!info.IsError(), info.String())
	indexer, err := bulkO2.NewBulkIndexer(bulkO2.BulkIndexerConfig{Client: client, Index: index, NumWorkers: 1})
	must(err)
	for n := range 3 {
		must(indexer.Add(ctx, bulkO2.BulkIndexerItem{Action: "create", Body: bytes.NewReader(line("os2", n))}))
	}
	must(indexer.Close(ctx))
	check(indexer.Stats().NumCreated == 3, indexer.Stats())
}

func openSearch4() {
	client, err := opensearchapi.NewClient(opensearchapi.Config{Client: opensearch4.Config{
		Addresses: []string{url + "/opensearch"}, Username: "tripline", Password: token}})
	must(err)
	info, err := client.Info(ctx, nil)
	must(err)
	check(info.Version.Distribution == "opensearch", info)
	indexer, err := bulkO4.NewBulkIndexer(bulkO4.BulkIndexerConfig{Client: client, Index: index, NumWorkers: 1})
	must(err)
	for n := range 3 {
		must(indexer.Add(ctx, bulkO4.BulkIndexerItem{Action: "create", Body: bytes.NewReader(line("os4", n))}))
	}
	must(indexer.Close(ctx))
	check(indexer.Stats().NumCreated == 3, indexer.Stats())
}

func openTelemetry() {
	for _, compression := range []otlploghttp.Compression{otlploghttp.NoCompression, otlploghttp.GzipCompression} {
		exporter, err := otlploghttp.New(ctx, otlploghttp.WithEndpointURL(url+"/v1/logs"), otlploghttp.WithCompression(compression),
			otlploghttp.WithHeaders(map[string]string{"Authorization": "Bearer " + token}))
		must(err)
		provider := sdk.NewLoggerProvider(sdk.WithProcessor(sdk.NewBatchProcessor(exporter)))
		for n := range 3 {
			var record log.Record
			record.SetTimestamp(time.Now())
			record.SetBody(attribute.StringValue(string(line(fmt.Sprint("otel", compression), n))))
			provider.Logger("demo").Emit(ctx, record)
		}
		must(provider.ForceFlush(ctx))
		must(provider.Shutdown(ctx))
	}
}

func cloudEvents() {
	client, err := cloudevents.NewClientHTTP(cloudevents.WithTarget(url+"/api/v1/events/cloudevents"),
		cloudevents.WithHeader("Authorization", "Bearer "+token))
	must(err)
	for form, way := range map[string]context.Context{
		"binary": cloudevents.WithEncodingBinary(ctx), "structured": cloudevents.WithEncodingStructured(ctx)} {
		for n := range 3 {
			one := cloudevents.NewEvent()
			one.SetID(fmt.Sprint(started, n))
			one.SetSource("/" + form)
			one.SetType("com.example.signin")
			must(one.SetData(cloudevents.ApplicationJSON, json.RawMessage(line("ce"+form, n))))
			result := client.Send(way, one)
			check(cloudevents.IsACK(result), result)
		}
	}
}

// Events of a wire format that came, and those of them that were known.
func seen(format string) (int, int) {
	request, err := http.NewRequest("GET", url+"/api/v1/sources", nil)
	must(err)
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(request)
	must(err)
	defer answer.Body.Close()
	var sources struct {
		Items []struct {
			Format               string
			Events, Unrecognised int
		}
	}
	must(json.NewDecoder(answer.Body).Decode(&sources))
	came, unknown := 0, 0
	for _, item := range sources.Items {
		if item.Format == format {
			came += item.Events
			unknown += item.Unrecognised
		}
	}
	return came, unknown
}

func versions() map[string]string {
	versions := map[string]string{}
	if about, ok := debug.ReadBuildInfo(); ok {
		for _, module := range about.Deps {
			versions[module.Path] = strings.TrimPrefix(module.Version, "v")
		}
	}
	return versions
}

func main() {
	clients := []struct {
		send           func()
		module, format string
		expected       int
	}{
		{goElasticsearch7, "github.com/elastic/go-elasticsearch/v7", "elasticsearch", 3},
		{goElasticsearch8, "github.com/elastic/go-elasticsearch/v8", "elasticsearch", 3},
		{goElasticsearch9, "github.com/elastic/go-elasticsearch/v9", "elasticsearch", 4},
		{olivereElastic, "github.com/olivere/elastic/v7", "elasticsearch", 3},
		{openSearch2, "github.com/opensearch-project/opensearch-go/v2", "opensearch", 3},
		{openSearch4, "github.com/opensearch-project/opensearch-go/v4", "opensearch", 3},
		{openTelemetry, "go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp", "otlp", 6},
		{cloudEvents, "github.com/cloudevents/sdk-go/v2", "cloudevents", 6},
	}
	installed := versions()
	failed := false
	for _, client := range clients {
		verdict := verdict(client.send, client.format, client.expected)
		failed = failed || verdict != "ok"
		fmt.Printf("%-60s %-10s %-14s %s\n", client.module, installed[client.module], client.format, verdict)
	}
	if failed {
		os.Exit(1)
	}
}

func verdict(send func(), format string, expected int) (verdict string) {
	defer func() {
		if failure := recover(); failure != nil {
			verdict = fmt.Sprintf("%T: %v", failure, failure)
		}
	}()
	before, unknownBefore := seen(format)
	send()
	came, unknown := seen(format)
	if came-before != expected || unknown != unknownBefore {
		return fmt.Sprintf("%d events came, not %d, and %d were not known", came-before, expected, unknown-unknownBefore)
	}
	return "ok"
}
