"""Real clients of PyPI, each sending to a running Tripline what senders send; prints how each fared, as it says itself.
What is not installed is left out, so that the same file runs with several versions of each.

    clients.py URL TOKEN
"""
import asyncio
import json
import logging
import sys
import time
import urllib.request
import uuid
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version

URL, TOKEN = sys.argv[1:3]
INDEX = "logs-demo-default"


def events(kind):
    """Entries of Okta's system log, which are to be known whatever a client puts around them."""
    return [{
        "uuid": str(uuid.uuid4()), "published": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        "eventType": "user.session.start", "version": "0", "severity": "WARN", "displayMessage": f"{kind} {n}",
        "actor": {"id": "00u", "type": "User", "alternateId": "ann@example.com", "displayName": "Ann"},
        "client": {"ipAddress": "192.0.2.1"}, "outcome": {"result": "FAILURE", "reason": "INVALID_CREDENTIALS"},
        "target": [], "debugContext": {"debugData": {}}} for n in range(3)]


def actions(kind, **more):
    return [{"_index": INDEX, "_source": event, **more} for event in events(kind)]


def major(package):
    return int(version(package).split(".")[0])


def bulks(client, helpers, **types):
    """What both libraries have: nine events in bulk, one alone, one that comes twice."""
    assert client.ping()
    assert client.cluster.health()["status"] == "green"
    assert client.indices.exists(index=INDEX)
    assert helpers.bulk(client, actions("bulk", _op_type="create")) == (3, [])
    assert all(ok for ok, _ in helpers.streaming_bulk(client, actions("streaming"), chunk_size=2))
    assert all(ok for ok, _ in helpers.parallel_bulk(client, actions("parallel"), thread_count=2, chunk_size=1))
    client.index(index=INDEX, body=events("index")[0], **types)
    again = actions("again", _id=str(uuid.uuid4()))[:1]
    assert [helpers.bulk(client, again) for _ in range(2)] == [(1, [])] * 2


def prepared(client, **types):
    """What a sender sets up before it sends."""
    client.indices.create(index=INDEX, body={"settings": {"number_of_shards": 1}})
    client.indices.put_mapping(index=INDEX, body={"properties": {"user": {"type": "keyword"}}}, **types)
    put = getattr(client.indices, "put_index_template", client.indices.put_template)
    put(name="logs", body={"index_patterns": ["logs-*"]})
    client.indices.exists_alias(name="logs")
    client.indices.refresh(index=INDEX)
    client.cat.indices()


def refused(client, failures, **types):
    """Who has no token is told so at once."""
    began = time.time()
    try:
        client.index(index=INDEX, body=events("refused")[0], **types)
    except failures as failure:
        assert "token" in str(failure), failure
        assert time.time() - began < 2, "it tried for long"
        return
    raise AssertionError("a wrong token was taken")


def elasticsearch():
    from elasticsearch import AuthenticationException, AuthorizationException, Elasticsearch, helpers
    types = {} if major("elasticsearch") > 6 else {"doc_type": "event"}
    auth = "basic_auth" if major("elasticsearch") > 7 else "http_auth"
    client = Elasticsearch(URL + "/elasticsearch", **{auth: ("tripline", TOKEN)})
    assert client.info()["tagline"] == "You Know, for Search"
    prepared(client, **types)
    bulks(client, helpers, **types)
    refused(Elasticsearch(URL + "/elasticsearch", **{auth: ("tripline", "wrong")}),
            (AuthenticationException, AuthorizationException), **types)


def elasticsearch_api_key():
    from elasticsearch import Elasticsearch, helpers
    client = Elasticsearch(URL + "/elasticsearch", api_key=TOKEN, http_compress=True)
    assert helpers.bulk(client, actions("api-key")) == (3, [])


def elasticsearch_async():
    from elasticsearch import AsyncElasticsearch, helpers
    asyncio.run(asynchronous(
        AsyncElasticsearch(URL + "/elasticsearch", headers={"Authorization": "Bearer " + TOKEN}), helpers))


async def asynchronous(client, helpers):
    assert await client.ping()
    assert await helpers.async_bulk(client, actions("async")) == (3, [])
    await client.close()


def elasticsearch_logger():
    from cmreslogging.handlers import CMRESHandler
    host, port = URL.removeprefix("http://").split(":")
    handler = CMRESHandler(
        hosts=[{"host": host, "port": int(port), "url_prefix": "elasticsearch"}], es_index_name="logs-demo",
        auth_type=CMRESHandler.AuthType.BASIC_AUTH, auth_details=("tripline", TOKEN))
    assert handler.test_es_source()
    logger = logging.Logger("elasticsearch", logging.INFO)
    logger.addHandler(handler)
    for event in events("elasticsearch-logger"):
        logger.info("sign-in", extra=event)
    handler.close()


def opensearch():
    from opensearchpy import AuthenticationException, AuthorizationException, OpenSearch, helpers
    client = OpenSearch(URL + "/opensearch", http_auth=("tripline", TOKEN), http_compress=True)
    assert client.info()["version"]["distribution"] == "opensearch"
    prepared(client)
    bulks(client, helpers)
    refused(OpenSearch(URL + "/opensearch", http_auth=("tripline", "wrong")),
            (AuthenticationException, AuthorizationException))


def opensearch_async():
    from opensearchpy import AsyncOpenSearch, helpers
    asyncio.run(asynchronous(AsyncOpenSearch(URL + "/opensearch", http_auth=("tripline", TOKEN)), helpers))


def opentelemetry():
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
    from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
    for compression in Compression:
        exporter = OTLPLogExporter(
            endpoint=URL + "/v1/logs", headers={"authorization": "Bearer " + TOKEN}, compression=compression)
        provider = LoggerProvider()
        provider.add_log_record_processor(BatchLogRecordProcessor(exporter))
        logger = logging.Logger("otel")
        logger.addHandler(LoggingHandler(logger_provider=provider))
        for event in events("opentelemetry"):
            logger.warning(json.dumps(event))
        assert provider.force_flush()
        provider.shutdown()


def splunk_handler():
    from splunk_handler import SplunkHandler
    host, port = URL.removeprefix("http://").split(":")
    handler = SplunkHandler(
        host=host, port=port, token=TOKEN, index="main", protocol="http", verify=False, flush_interval=0.2)
    logger = logging.Logger("splunk")
    logger.addHandler(handler)
    for event in events("splunk-handler"):
        logger.warning(json.dumps(event))
    time.sleep(1)


def splunk_hec_handler():
    from splunk_hec_handler import SplunkHecHandler
    host, port = URL.removeprefix("http://").split(":")
    handler = SplunkHecHandler(host, TOKEN, port=int(port), proto="http", ssl_verify=False, source="demo")
    logger = logging.Logger("hec")
    logger.addHandler(handler)
    for event in events("splunk-hec-handler"):
        logger.warning(event)


def splunk_hec():
    from splunk_http_event_collector import http_event_collector
    host, port = URL.removeprefix("http://").split(":")
    collector = http_event_collector(TOKEN, host, http_event_port=port, http_event_server_ssl=False)
    collector.log.setLevel(logging.ERROR)
    assert collector.check_connectivity()
    for event in events("Splunk-HEC"):
        collector.batchEvent({"sourcetype": "okta", "event": event})
    collector.flushBatch()


def cloudevents():
    if major("cloudevents") > 1:
        from cloudevents.core.bindings.http import to_binary_event as to_binary, to_structured_event as to_structured
        from cloudevents.core.v1.event import CloudEvent
    else:
        from cloudevents.http import CloudEvent, to_binary, to_structured
    for form, write in (("binary", to_binary), ("structured", to_structured)):
        for event in events("cloudevents"):
            message = write(CloudEvent(
                {"type": "com.example.signin", "source": "/" + form, "id": event["uuid"],
                 "specversion": "1.0", "datacontenttype": "application/json"}, event))
            headers, body = message if isinstance(message, tuple) else (message.headers, message.body)
            assert posted("/api/v1/events/cloudevents", headers, body)["accepted"] == 1


def posted(path, headers, body):
    request = urllib.request.Request(URL + path, body, {**headers, "Authorization": "Bearer " + TOKEN})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def seen(wire):
    """Events that came in this form, and those of them that nobody knew."""
    request = urllib.request.Request(URL + "/api/v1/sources", headers={"Authorization": "Bearer " + TOKEN})
    with urllib.request.urlopen(request) as answer:
        items = [item for item in json.load(answer)["items"] if item["format"] == wire]
    return sum(item["events"] for item in items), sum(item["unrecognised"] for item in items)


# Sends, package, wire format, events that come; and since which major version it can.
CLIENTS = [
    (elasticsearch, "elasticsearch", "elasticsearch", 12),
    (elasticsearch_api_key, "elasticsearch", "elasticsearch", 3, 7),
    (elasticsearch_async, "elasticsearch", "elasticsearch", 3, 7),
    (elasticsearch_logger, "CMRESHandler", "elasticsearch", 3),
    (opensearch, "opensearch-py", "opensearch", 12),
    (opensearch_async, "opensearch-py", "opensearch", 3),
    (opentelemetry, "opentelemetry-exporter-otlp-proto-http", "otlp", 9),
    (splunk_handler, "splunk-handler", "splunk-hec", 3),
    (splunk_hec_handler, "splunk-hec-handler", "splunk-hec", 3),
    (splunk_hec, "Splunk-HEC", "splunk-hec", 3),
    (cloudevents, "cloudevents", "cloudevents", 6),
]

failures = 0
for send, package, wire, expected, *since in CLIENTS:
    try:
        installed = version(package)
    except PackageNotFoundError:
        continue
    if since and major(package) < since[0]:
        continue
    before, unknown_before = seen(wire)
    try:
        send()
        came, unknown = seen(wire)
        verdict = "ok"
        if (came - before, unknown - unknown_before) != (expected, 0):
            verdict = f"{came - before} events came, not {expected}, and {unknown - unknown_before} were not known"
    except Exception as failure:  # whatever a client throws is its verdict
        verdict = " ".join(f"{type(failure).__name__}: {failure}".split())
    failures += verdict != "ok"
    print(f"{package + ' (' + send.__name__ + ')':62} {installed:10} {wire:14} {verdict}", flush=True)
sys.exit(failures > 0)
