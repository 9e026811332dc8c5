namespace FlowerInfra.Tests.Gateway;

/// <summary>
/// Every request that the user interface of Flower 2.0 to 2.2 makes, by the page it comes from. Read from Flower's routes,
/// templates and scripts; Flower itself is not installed where these tests run.
/// </summary>
internal static class FlowerInterface
{
    private const string Worker = "celery@worker-1.example.internal";
    private const string Task = "0b5c1c3e-6c1e-4d5e-9a55-2f2f5b0d6f11";

    private static readonly string[] Columns =
    [
        "name", "uuid", "state", "args", "kwargs", "result", "received", "started", "runtime", "worker", "exchange", "routing_key",
        "retries", "revoked", "exception", "expires", "eta",
    ];

    /// <summary>What everybody may do.</summary>
    public static readonly InterfaceRequest[] Reads =
    [
        Get("base.html", "loads Bootstrap's style", "static/css/bootstrap.min.css?v=5a16fb5d4e"),
        Get("base.html", "loads DataTables' style", "static/css/datatables-1.13.4.min.css?v=cf4ab4c5b0"),
        Get("base.html", "loads Flower's style", "static/css/flower.css?v=8b1f2d3c4e"),
        Get("base.html", "loads the icon", "static/favicon.ico?v=2f0c9b1a"),
        Get("base.html", "loads jQuery", "static/js/jquery-3.6.4.min.js?v=ac1e"),
        Get("base.html", "loads Bootstrap", "static/js/bootstrap.bundle.min.js?v=0b1c"),
        Get("base.html", "loads DataTables", "static/js/datatables-1.13.4.min.js?v=77aa"),
        Get("base.html", "loads the clock", "static/js/moment-2.29.4.min.js?v=11bb"),
        Get("base.html", "loads the time zones", "static/js/moment-timezone-with-data-2.29.4.min.js?v=22cc"),
        Get("base.html", "loads Flower's script", "static/js/flower.js?v=33dd"),
        Get("base.html", "loads the theme", "static/js/theme.js?v=44ee"),
        Get("navbar.html", "opens the first page", ""),
        Get("navbar.html", "opens the workers", "workers"),
        Get("navbar.html", "opens the tasks", "tasks"),
        Get("navbar.html", "opens the broker", "broker"),
        Get("workers.html", "asks for another interval", "workers?autorefresh=5"),
        Get("workers.html", "asks for another interval on the first page", "?autorefresh=5"),
        Get("flower.js, workers table", "fills the table", "workers?json=1&_=1763700000000"),
        Get("flower.js, workers table", "opens a worker", "worker/celery%40worker-1.example.internal"),
        Get("flower.js, workers table", "opens a worker whose name holds blanks and brackets", "worker/w1%20(blue)%20%5Ba%5D"),
        Get("flower.js, workers table", "opens the failed tasks from the footer", "tasks?state=FAILURE"),
        Get("flower.js, workers table", "opens all tasks from the footer", "tasks"),
        Get("flower.js, workers table", "opens a worker's failed tasks", "tasks?worker=celery%40worker-1.example.internal&state=FAILURE"),
        Get("flower.js, tasks table", "opens the tasks of the same name", "tasks?name=shop.tasks.bill"),
        Get("task.html", "opens the tasks of the same name", "tasks?name=shop.tasks.bill+%28old%29"),
        Post("flower.js, tasks table", "fills the table", "tasks/datatable", DataTable("", "")),
        Post("flower.js, tasks table", "searches", "tasks/datatable", DataTable("args:\"caf\u00e9\" state:FAILURE", "FAILURE,RETRY")),
        Post("flower.js, tasks table", "hides every state", "tasks/datatable", DataTable("", "__none__")),
        Get("flower.js, tasks table", "opens a task", $"task/{Task}"),
        Get("flower.js, tasks table", "opens a task with an id of its own", "task/daily.report%3A2026-11-21%20(again)"),
        Get("flower.js, tasks table", "opens a task's worker", "worker/celery%40worker-1.example.internal"),
        Get("worker.html", "opens an active task", $"task/{Task}"),
        Get("task.html", "opens the worker", $"worker/{Worker}"),
        Get("task.html", "opens the parent, the root or a child", $"task/{Task}"),
    ];

    /// <summary>
    /// What the pages offer to admins, and with <c>read_only</c> to nobody. The two refresh buttons are among it: each makes Flower broadcast a round
    /// of control messages to the workers, as often as somebody asks. Opening a worker's page asks that worker anyway.
    /// </summary>
    public static readonly InterfaceRequest[] Controls =
    [
        Get("worker.html, Refresh", "asks the worker for its state", "api/workers?workername=celery%40worker-1.example.internal&refresh=1"),
        Get("worker.html, Refresh All", "asks all workers for their state", "api/workers?refresh=1"),
        Post("worker.html, Restart Pool", "restarts the pool", $"api/worker/pool/restart/{Worker}", $"workername={Form(Worker)}"),
        Post("worker.html, Shut Down", "stops the worker", $"api/worker/shutdown/{Worker}", $"workername={Form(Worker)}"),
        Post("worker.html, Shut Down", "stops a worker whose name holds a blank", "api/worker/shutdown/w1%20(blue)", "workername=w1+(blue)"),
        Post("worker.html, Pool", "grows the pool", $"api/worker/pool/grow/{Worker}", $"workername={Form(Worker)}&n=2"),
        Post("worker.html, Pool", "shrinks the pool", $"api/worker/pool/shrink/{Worker}", $"workername={Form(Worker)}&n=1"),
        Post("worker.html, Pool", "sets the autoscaler", $"api/worker/pool/autoscale/{Worker}", $"workername={Form(Worker)}&min=1&max=8"),
        Post("worker.html, Queues", "adds a consumer", $"api/worker/queue/add-consumer/{Worker}", $"workername={Form(Worker)}&queue=mail"),
        Post("worker.html, Queues", "cancels a consumer", $"api/worker/queue/cancel-consumer/{Worker}", $"workername={Form(Worker)}&queue=mail"),
        Post("worker.html, Limits", "sets a soft time limit", "api/task/timeout/shop.tasks.bill", $"workername={Form(Worker)}&soft=30"),
        Post("worker.html, Limits", "sets a hard time limit", "api/task/timeout/shop.tasks.bill", $"workername={Form(Worker)}&hard=60"),
        Post("worker.html, Limits", "sets a rate limit", "api/task/rate-limit/shop.tasks.bill", $"workername={Form(Worker)}&ratelimit=100"),
        Post("task.html, Revoke", "revokes the task", $"api/task/revoke/{Task}", "terminate=false"),
        Post("task.html, Terminate", "ends the task", $"api/task/revoke/{Task}", "terminate=true"),
    ];

    /// <summary>What signing in with an identity provider takes.</summary>
    public static readonly InterfaceRequest[] SignIn =
    [
        Get("views/auth.py", "is sent to sign in", "login?next=%2Fany%2Fprefix%2Ftasks%3Fstate%3DFAILURE"),
        Get("views/auth.py", "is sent to sign in from nowhere", "login"),
        Get("Google", "comes back", "login?code=4%2F0Adeu5B-x_y&scope=email+profile+openid+https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fuserinfo.email&authuser=0&hd=example.com&prompt=none"),
        Get("GitHub", "comes back", "login?code=8f3b2a1c9d8e7f6a5b4c"),
        Get("GitLab", "comes back", "login?code=0123456789abcdef"),
        Get("Okta", "comes back", "login?code=AbC-dEf_123&state=5f0c7d6e-1111-4d5e-9a55-2f2f5b0d6f11"),
        Get("navbar.html", "signs out", "logout"),
        Get("any provider", "comes back refused", "login?error=access_denied&error_description=The+user+said+no.&state=5f0c7d6e"),
    ];

    private static InterfaceRequest Get(string page, string action, string path) => new(page, action, "GET", path);

    private static InterfaceRequest Post(string page, string action, string path, string body) => new(page, action, "POST", path, body);

    private static string Form(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    // As DataTables writes it: five fields for each column.
    private static string DataTable(string search, string states)
    {
        var columns = Columns.SelectMany((name, index) => new[]
        {
            ($"columns[{index}][data]", name), ($"columns[{index}][name]", ""), ($"columns[{index}][searchable]", "true"),
            ($"columns[{index}][orderable]", "true"), ($"columns[{index}][search][value]", ""), ($"columns[{index}][search][regex]", "false"),
        });
        (string Name, string Value)[] fields =
        [
            ("draw", "1"), .. columns, ("order[0][column]", "7"), ("order[0][dir]", "desc"), ("start", "0"), ("length", "15"),
            ("search[value]", search), ("search[regex]", "false"), ("include_states", states),
        ];
        return string.Join('&', fields.Select(field => $"{Form(field.Name)}={Form(field.Value)}"));
    }
}
