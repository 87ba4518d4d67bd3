// An exporter of the OpenTelemetry Collector, as the Collector itself runs it: four records in each of its ways of writing.
// Which one it is, and in which version, says exporter.go, which bench/senders/run writes.
//
//	collector URL TOKEN
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
)

var (
	url, token = os.Args[1], os.Args[2]
	ctx        = context.Background()
	headers    = map[string]any{"Authorization": "Bearer " + token}
)

type settings = map[string]any

// What an exporter is told, by its name; format is Tripline's.
func ways(name string) (format string, ways map[string]settings) {
	switch name {
	case "otlphttp", "otlp_http":
		ways = map[string]settings{}
		for _, encoding := range []string{"proto", "json"} {
			for _, compression := range []string{"none", "gzip", "zstd", "deflate", "zlib"} {
				ways[encoding+" "+compression] = settings{
					"logs_endpoint": url + "/v1/logs", "headers": headers, "compression": compression, "encoding": encoding}
			}
		}
		return "otlp", ways
	case "splunk_hec":
		return "splunk-hec", map[string]settings{
			"gzip": {"endpoint": url + "/services/collector", "token": token, "health_check_enabled": true,
				"health_path": "/services/collector/health"},
			"none": {"endpoint": url + "/services/collector", "token": token, "disable_compression": true},
			"raw":  {"endpoint": url + "/services/collector/raw", "token": token, "export_raw": true}}
	case "elasticsearch":
		way := func(mode string) settings {
			return settings{"endpoint": url + "/elasticsearch", "user": "tripline", "password": token, "logs_index": "logs-demo-default",
				"mapping": settings{"mode": mode}, "flush": settings{"interval": "200ms"}}
		}
		return "elasticsearch", map[string]settings{"otel": way("otel"), "ecs": way("ecs")}
	case "opensearch":
		return "opensearch", map[string]settings{"ss4o": {"http": settings{"endpoint": url + "/opensearch", "headers": headers}}}
	}
	panic("nothing is known of " + name)
}

// Two records whose body is an entry of Okta's system log: as an object, and as text.
func records(way string) plog.Logs {
	logs := plog.NewLogs()
	resource := logs.ResourceLogs().AppendEmpty()
	resource.Resource().Attributes().PutStr("host.name", "demo")
	for n := range 2 {
		event := pcommon.NewValueMap()
		must(event.Map().FromRaw(map[string]any{
			"uuid": fmt.Sprintf("%s-%d-%d", way, n, time.Now().UnixNano()), "published": time.Now().UTC().Format(time.RFC3339Nano),
			"eventType": "user.session.start", "version": "0", "severity": "WARN", "displayMessage": way, "target": []any{},
			"actor":  map[string]any{"id": "00u", "type": "User", "alternateId": "ann@example.com", "displayName": "Ann"},
			"client": map[string]any{"ipAddress": "192.0.2.1"}, "debugContext": map[string]any{"debugData": map[string]any{}},
			"outcome": map[string]any{"result": "FAILURE", "reason": "INVALID_CREDENTIALS"}}))
		record := resource.ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
		record.SetTimestamp(pcommon.NewTimestampFromTime(time.Now()))
		if n == 0 && way != "ecs" { // in which objects are lost on the way
			event.CopyTo(record.Body())
		} else {
			record.Body().SetStr(event.AsString())
		}
	}
	return logs
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func send(factory exporter.Factory, way string, told settings) {
	config := factory.CreateDefaultConfig()
	must(confmap.NewFromStringMap(told).Unmarshal(config))
	sender, err := factory.CreateLogs(ctx, exporter.Settings{
		ID:                component.NewID(factory.Type()),
		TelemetrySettings: componenttest.NewNopTelemetrySettings(),
		BuildInfo:         component.NewDefaultBuildInfo(),
	}, config)
	must(err)
	must(sender.Start(ctx, componenttest.NewNopHost()))
	must(sender.ConsumeLogs(ctx, records(way)))
	time.Sleep(time.Second)
	must(sender.Shutdown(ctx))
}

// Events of a wire format that came, and those of them that were not known.
func seen(format string) (came, unknown int) {
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
	for _, item := range sources.Items {
		if item.Format == format {
			came += item.Events
			unknown += item.Unrecognised
		}
	}
	return came, unknown
}

func verdict(factory exporter.Factory, format, way string, told settings) (verdict string) {
	defer func() {
		if failure := recover(); failure != nil {
			verdict = fmt.Sprint(failure)
		}
	}()
	before, unknownBefore := seen(format)
	send(factory, way, told)
	came, unknown := seen(format)
	if came-before != 2 || unknown != unknownBefore {
		return fmt.Sprintf("%d events came, not 2, and %d were not known", came-before, unknown-unknownBefore)
	}
	return "ok"
}

func main() {
	factory := newFactory()
	version := "?"
	if about, ok := debug.ReadBuildInfo(); ok {
		for _, module := range about.Deps {
			if module.Path == path {
				version = strings.TrimPrefix(module.Version, "v")
			}
		}
	}
	format, ways := ways(factory.Type().String())
	failed := false
	for _, way := range slices.Sorted(maps.Keys(ways)) {
		verdict := verdict(factory, format, way, ways[way])
		failed = failed || verdict != "ok"
		fmt.Printf("%-62s %-10s %-14s %s\n", "Collector "+factory.Type().String()+" ("+way+")", version, format, verdict)
	}
	if failed {
		os.Exit(1)
	}
}
