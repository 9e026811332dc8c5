namespace FlowerInfra.Tests.Gateway;

/// <summary>The requests of Flower's documented API, and forms of its pages that bookmarks hold, below the prefix.</summary>
internal static class FlowerRequests
{
    public static readonly string[] Reads =
    [
        "", "?json=1", "workers", "workers?json=1", "workers?json=1&_=1763700000000", "workers?autorefresh=5", "worker/celery@host-1", "worker/celery%40host-1.example.internal",
        "worker/w1%20(blue)", "worker/caf%C3%A9%3B%E2%82%AC%F0%9F%8C%B8@host", "tasks", "tasks?state=FAILURE", "task/0b5c1c3e-6c1e-4d5e-9a55-2f2f5b0d6f11", "task/daily.report:2026-11-21~1", "broker",
        "static/css/bootstrap.min.css?v=1f0c3d", "static/css/datatables-1.13.4.min.css", "static/js/moment-timezone-with-data-2.29.4.min.js?v=ab12", "static/favicon.ico",
        "api/workers", "api/workers?workername=celery%40host-1", "api/workers?status=true", "api/tasks?limit=1000", "api/tasks?limit=10&offset=20&sort_by=-received",
        "api/tasks?received_start=2026-11-20%2010:00&limit=1&state=SUCCESS&taskname=proj.tasks.add&workername=All&search=caf%C3%A9+au+lait", "api/task/types",
        "api/task/info/0b5c1c3e-6c1e-4d5e-9a55-2f2f5b0d6f11", "api/task/result/0b5c1c3e-6c1e-4d5e-9a55-2f2f5b0d6f11", "api/queues/length",
    ];

    public static readonly string[] AdminReads = ["api/workers?refresh=1", "api/workers?workername=celery%40host-1&refresh=1", "api/task/result/x?timeout=5"];

    public static readonly string[] Controls =
    [
        "api/worker/shutdown/celery@host-1", "api/worker/pool/restart/celery@host-1", "api/worker/pool/grow/celery@host-1?n=3",
        "api/worker/pool/shrink/celery@host-1", "api/worker/pool/autoscale/celery@host-1?min=3&max=10", "api/worker/queue/add-consumer/celery@host-1?queue=sample-queue",
        "api/worker/queue/cancel-consumer/celery@host-1", "api/task/apply/proj.tasks.add", "api/task/async-apply/proj.tasks.add", "api/task/send-task/proj.tasks.add",
        "api/task/abort/0b5c1c3e", "api/task/timeout/proj.tasks.add", "api/task/rate-limit/proj.tasks.add?ratelimit=200&workername=celery@host-1",
        "api/task/revoke/0b5c1c3e?terminate=true&signal=SIGKILL",
    ];
}
