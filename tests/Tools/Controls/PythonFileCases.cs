using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>Edits of the Python files that leave their words and change what they do, or the other way round.</summary>
internal static class PythonFileCases
{
    private const string Flower = "flowerconfig.py";
    private const string Celery = "celeryconfig.py";
    private const string Options = "xheaders = False\n";

    public static IEnumerable<TestCaseData> Edits =>
    [
        // Assignments that a look at the lines misses.
        After("FLW-CFG-01", "debug = False; address = \"0.0.0.0\""),
        After("FLW-CFG-01", "max_tasks, address = 1, \"0.0.0.0\""),
        After("FLW-CFG-01", "port = address = 0"),
        After("FLW-CFG-01", "address \\\n = \"0.0.0.0\""),
        After("FLW-CFG-01", "# nothing\raddress = \"0.0.0.0\""),
        After("FLW-CFG-01", "if port: address = \"0.0.0.0\""),
        After("FLW-CFG-01", "address: str = \"0.0.0.0\""),
        After("FLW-CFG-01", "address += \"9\""),
        Edit("FLW-CFG-01", Flower, "address = \"127.0.0.1\"", "\"\"\"\naddress = \"127.0.0.1\"\n\"\"\""),
        Edit("FLW-CFG-01", Flower, "address = \"127.0.0.1\"", "address = \"127.0.0.1\" and \"0.0.0.0\""),
        Edit("FLW-CFG-01", Flower, "address = \"127.0.0.1\"", "address = f\"127.0.0.1\""),
        Edit("FLW-CFG-01", Flower, "address = \"127.0.0.1\"", "# \u2028address = \"127.0.0.1\""),
        Edit("FLW-CFG-02", Flower, "basic_auth = _users(\"/etc/flower/secrets/basic-auth.json\")", "basic_auth = []"),
        Edit("FLW-CFG-02", Flower, "basic_auth = _users(\"/etc/flower/secrets/basic-auth.json\")", "basic_auth = _users(\"/etc/flower/secrets/basic-auth.json\") and []"),
        Edit("FLW-CFG-02", Flower, "basic_auth = _users(\"/etc/flower/secrets/basic-auth.json\")", "basic_auth = _users(\"/etc/flower/users.json\")"),
        Edit("FLW-CFG-02", Flower, "basic_auth = _users(", "auth = \".*@.*\"\nauth_provider = \"flower.views.auth.GithubLoginHandler\"\n_users("),
        Edit("FLW-CFG-02", Flower, "basic_auth = _users(", "auth = \"ana@example.com\"\nauth_provider = \"handlers.Everybody\"\n_users("),
        After("FLW-CFG-02", "cookie_secret = \"0123456789abcdef0123456789abcdef\""),
        Edit("FLW-CFG-03", Flower, "read_only = True", "read_only = True and False"),
        Edit("FLW-CFG-03", Flower, "read_only = True", "read_only = not True"),
        Edit("FLW-CFG-04", Flower, "debug = False", "debug = False or True"),

        // What can set an option without naming it, or names it in another way.
        After("FLW-CFG-05", "globals()[\"address\"] = \"0.0.0.0\""),
        After("FLW-CFG-05", "globals().update(address=\"0.0.0.0\")"),
        After("FLW-CFG-05", "vars()[\"addr\" + \"ess\"] = \"0.0.0.0\""),
        After("FLW-CFG-05", "exec(\"address = '0.0.0.0'\")"),
        After("FLW-CFG-05", "import sys\nsetattr(sys.modules[__name__], \"debug\", True)"),
        After("FLW-CFG-05", "from os import *"),
        After("FLW-CFG-05", "import options"),
        After("FLW-CFG-05", "import os as address"),
        After("FLW-CFG-05", "(debug := True)"),
        After("FLW-CFG-05", "port = 5555 if (debug := True) else 0"),
        After("FLW-CFG-05", "debug |= True"),
        After("FLW-CFG-05", "debug: bool = True"),
        After("FLW-CFG-05", "for debug in [True]: pass"),
        After("FLW-CFG-05", "with open(\"/dev/null\") as address: pass"),
        After("FLW-CFG-05", "try: nothing\nexcept NameError as read_only: pass"),
        After("FLW-CFG-05", "def read_only(): pass"),
        After("FLW-CFG-05", "class read_only: pass"),
        After("FLW-CFG-05", "@exec\n@input\nclass _x: pass"),
        After("FLW-CFG-05", "del read_only"),
        After("FLW-CFG-05", "[exec(it) for it in (\"debug = True\",)]"),
        After("FLW-CFG-05", "max_tasks = f\"{'#'}\"; debug = True"),
        After("FLW-CFG-05", "unix_socket = \"/tmp/flower\""),
        After("FLW-CFG-05", "def _users(path):\n    return []"),
        After("FLW-CFG-05", "_users = _secret"),
        Edit("FLW-CFG-05", Flower, "    return text\n", "    return \"\"\n"),
        Edit("FLW-CFG-05", Flower, "raise SystemExit(", "print("),
        Edit("FLW-CFG-05", Flower, "if len(cookie_secret) < 32:", "if len(cookie_secret) < 0:"),
        Edit("FLW-CFG-05", Celery, "import os as _os\n", "import os as _os\n_os.environ[\"FLOWER_UNAUTHENTICATED_API\"] = \"1\"\n"),
        Edit("FLW-CFG-05", Celery, "import ssl as _ssl\n", "import tls as _ssl\n"),
        Edit("FLW-CFG-05", Celery, "accept_content = [\"json\"]\nresult", "broker_read_url = \"redis://broker\"\naccept_content = [\"json\"]\nresult"),

        Edit("FLW-CFG-05", Celery, "event_serializer = \"json\"", "imports = [\"exploit\"]"),

        Edit("FLW-CFG-07", Celery, "accept_content = [\"json\"]\nresult", "accept_content = [\"json\"] + [\"pic\" \"kle\"]\nresult"),
        Edit("FLW-CFG-07", Celery, "accept_content = [\"json\"]\nresult", "accept_content = [\"json\", *_more]\nresult"),
        Edit("FLW-CFG-07", Celery, "event_serializer = \"json\"", "event_serializer = 'pickle'"),
        Edit("FLW-CFG-07", Celery, "event_serializer = \"json\"", "CELERY_TASK_SERIALIZER = \"pickle\""),
        Edit("FLW-CFG-07", Celery, "event_serializer = \"json\"", "event_serializer, x = \"pickle\", \"json\""),

        // TLS that is there, for another broker.
        Edit("FLW-CFG-08", Celery, "if _scheme == \"rediss\":\n    broker", "if _scheme == \"never\":\n    broker"),
        Edit("FLW-CFG-08", Celery, "if _scheme == \"rediss\":\n    broker", "_scheme = \"amqps\"\nif _scheme == \"rediss\":\n    broker"),
        Edit("FLW-CFG-08", Celery, "if _scheme == \"rediss\":\n    broker", "if _scheme == \"rediss\":\n    pass\n    broker"),
        Edit("FLW-CFG-08", Celery, "(\"rediss://\", \"amqps://\")", "(\"rediss://\", \"amqps://\", \"redis://\")"),
        Edit("FLW-CFG-08", Celery, "(\"redis\", \"amqp\")", "()"),
        Edit("FLW-CFG-08", Celery, "broker_connection_retry_on_startup = True", "broker_url = \"redis://broker\""),
        Edit("FLW-CFG-08", Celery, "broker_connection_retry_on_startup = True", "def _redis_tls(): return None"),
        Edit("FLW-CFG-08", Celery, "\"ssl_check_hostname\": True", "\"ssl_check_hostname\": False"),
        Edit("FLW-CFG-08", Celery, "and not False", "and not True"),

        // Code that is there and isn't run, or is run and undone.
        Edit("FLW-CFG-09", Flower, "\n_redact_log()\n", "\n# _redact_log()\n"),
        Edit("FLW-CFG-09", Flower, "\n_redact_log()\n", "\nif False: _redact_log()\n"),
        Edit("FLW-CFG-09", Flower, "    logging.setLogRecordFactory(redacted)", "    \"\"\"\n    logging.setLogRecordFactory(redacted)\n    \"\"\""),
        Edit("FLW-CFG-09", Flower, "r\"[?]\\S*\"", "r\"[?]x\""),
        Edit("FLW-CFG-11", Celery, "broker_pool_limit = None", "broker_pool_limit = None; broker_pool_limit = 10"),
        Edit("FLW-CFG-11", Celery, "if _scheme in (\"redis\", \"rediss\"):", "if _scheme in (\"redis\",):"),

        // What Python itself would refuse, or read in another way than people do.
        Edit("FLW-CFG-01", Flower, "debug = False", "debug = (False"),
        Edit("FLW-CFG-03", Flower, "debug = False", "debug = \"False"),
        Edit("FLW-CFG-04", Flower, "debug = False", "debug = False\n\uff44ebug = True"),
        Edit("FLW-CFG-07", Celery, "# Celery's", "# coding: utf-7\n# Celery's"),
        Edit("FLW-CFG-08", Celery, "broker_connection_retry_on_startup = True", "    broker_connection_retry_on_startup = True"),
    ];

    /// <summary>Other ways to write the same.</summary>
    public static IEnumerable<TestCaseData> Rewritings =>
    [
        Same("other line ends", text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        Same("other quotes", text => Lines(text, line => line.Contains('\'', StringComparison.Ordinal) || line.Contains(" f\"", StringComparison.Ordinal) || line.Contains("(f\"", StringComparison.Ordinal) || line.Contains("[f\"", StringComparison.Ordinal)
            ? line : line.Replace('"', '\''))),
        Same("other indentation", text => Lines(text, line => new string('\t', (line.Length - line.TrimStart().Length) / 4) + line.TrimStart())),
        Same("comments behind everything", text => Lines(text, line => $"{line}  # = \" ' ( :")),
        Same("blanks around everything", text => text.Replace(" = ", "  =\t", StringComparison.Ordinal).Replace(", \"", " ,  \"", StringComparison.Ordinal).Replace("(\"", "( \"", StringComparison.Ordinal)),
        Same("options on one line", text => text.Replace("\nread_only", "; read_only", StringComparison.Ordinal).Replace("\ntask_serializer", ";task_serializer", StringComparison.Ordinal)),
        Same("options over several lines", text => text.Replace("= [\"json\"]", "= [\n\"json\"  # only\n]", StringComparison.Ordinal).Replace("debug = ", "debug = \\\n  ", StringComparison.Ordinal)),
        Same("other prefixes and escapes", text => text.Replace("= \"json\"", "= u\"js\\x6fn\"", StringComparison.Ordinal).Replace("= \"127.0.0.1\"", "= r'''127.0.0.1'''", StringComparison.Ordinal)),
        Same("options in another order", text => text.Replace("read_only = True\ndebug = False\n", "debug = False\nread_only = True\n", StringComparison.Ordinal)
            .Replace("task_serializer = \"json\"\nresult_serializer = \"json\"\n", "result_serializer = \"json\"\ntask_serializer = \"json\"\n", StringComparison.Ordinal)),
        Same("a block on its line", text => text.Replace("if _scheme == \"rediss\":\n    ", "if _scheme == \"rediss\": ", StringComparison.Ordinal)),
    ];

    private static TestCaseData Edit(string id, string file, string from, string to) => new(id, file, from, to);

    private static TestCaseData After(string id, string text) => Edit(id, Flower, Options, $"{Options}{text}\n");

    private static TestCaseData Same(string name, Func<string, string> rewrite) => new TestCaseData(rewrite).SetArgDisplayNames(name);

    private static string Lines(string text, Func<string, string> edit) => string.Join('\n', text.Split('\n').Select(edit));
}
