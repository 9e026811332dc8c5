namespace FlowerInfra;

/// <summary>
/// The commands that bring users and definitions to a RabbitMQ: a Python program that speaks to the management interface over TLS and
/// takes passwords from files, so that none stands in a command line, in the environment or in its output.
/// </summary>
internal static class RabbitMqCommands
{
    /// <summary>The program's file.</summary>
    public const string File = "apply-definitions.py";

    /// <summary>The definitions' file, which the program expects beside itself.</summary>
    public const string Definitions = "definitions.json";

    /// <summary>Renders the program.</summary>
    /// <param name="virtualHost">The virtual host.</param>
    /// <param name="logins">The login of each user's URL.</param>
    /// <returns>Python source, ending in one line break. The same arguments give the same bytes.</returns>
    public static string Render(string virtualHost, IReadOnlyDictionary<string, string> logins) => $$"""
        # Creates the virtual host and the users, loads definitions.json, and takes everybody else's rights in the virtual host away.
        # Generated, never edited. Run it again after each change.
        #   python3 {{File}} DIRECTORY [AUTHORITY]
        # DIRECTORY holds a file for each user with its secret's value (amqps://…), and "management" with that of the administrator
        # (https://…). AUTHORITY is a file of certificate authorities; without it the system's are trusted.
        import base64
        import json
        import os
        import ssl
        import sys
        import urllib.error
        import urllib.request
        from urllib.parse import quote, unquote, urlsplit

        VIRTUAL_HOST = {{PythonLiteral.Of(virtualHost)}}
        LOGINS = {
            {{string.Join("\n    ", logins.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{PythonLiteral.Of(it.Key)}: {PythonLiteral.Of(it.Value)},"))}}
        }


        def stop(problem):
            raise SystemExit(f"{problem}. Nothing after it was changed.")


        def read(directory, name, schemes):
            path = os.path.join(directory, name)
            try:
                with open(path, encoding="ascii") as file:
                    parts = urlsplit(file.read().strip())
            except (OSError, ValueError):
                stop(f"{path} can't be read")
            if parts.scheme not in schemes or not parts.hostname or not parts.password:
                stop(f"{path} is not a URL with a password that starts with {' or '.join(schemes)}")
            return parts


        def call(server, method, path, body=None):
            request = urllib.request.Request(
                f"https://{server.hostname}:{server.port or 443}/api/{path}",
                None if body is None else json.dumps(body).encode(), method=method)
            login = f"{unquote(server.username)}:{unquote(server.password)}"
            request.add_header("Authorization", "Basic " + base64.b64encode(login.encode()).decode())
            request.add_header("Content-Type", "application/json")
            try:
                with urllib.request.urlopen(request, context=TLS, timeout=30) as answer:
                    text = answer.read()
                    return json.loads(text) if text else None
            except urllib.error.HTTPError as error:
                stop(f"{method} {path} was answered with {error.code}")
            except OSError as error:
                stop(f"{server.hostname} can't be reached ({getattr(error, 'reason', error)})")


        if len(sys.argv) not in (2, 3):
            raise SystemExit(f"Usage: {sys.argv[0]} DIRECTORY [AUTHORITY]")
        DIRECTORY = sys.argv[1]
        TLS = ssl.create_default_context(cafile=sys.argv[2] if len(sys.argv) == 3 else None)
        management = read(DIRECTORY, "management", ("https",))
        # Every file is read before anything is changed.
        users = {name: read(DIRECTORY, name, ("amqps",)) for name in LOGINS}
        for name, login in LOGINS.items():
            if users[name].username != login:
                stop(f"the URL of {name} is not that of {login}: take the secret's current value")
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), {{PythonLiteral.Of(Definitions)}}), encoding="utf-8") as file:
            definitions = json.load(file)
        host = quote(VIRTUAL_HOST, safe="")
        call(management, "PUT", f"vhosts/{host}", {})
        for name, login in LOGINS.items():
            call(management, "PUT", f"users/{login}", {"password": unquote(users[name].password), "tags": ""})
        # Of the two logins that take turns the other one may never have been there, and RabbitMQ refuses rights for it.
        there = {user["name"] for user in call(management, "GET", "users")}
        for kind in ("permissions", "topic_permissions"):
            definitions[kind] = [it for it in definitions[kind] if it["user"] in there]
        listed = {it["user"] for it in definitions["permissions"]} | {management.username}
        topics = {(it["user"], it["exchange"]) for it in definitions["topic_permissions"]}
        for user in {it["user"] for it in call(management, "GET", f"vhosts/{host}/topic-permissions") if (it["user"], it["exchange"]) not in topics}:
            call(management, "DELETE", f"topic-permissions/{host}/{quote(user, safe='')}")
        call(management, "POST", "definitions", definitions)
        for it in call(management, "GET", f"vhosts/{host}/permissions"):
            # Amazon MQ watches the server as a user of its own.
            if it["user"] not in listed and not it["user"].endswith("-AWS-OWNED-DO-NOT-DELETE"):
                call(management, "DELETE", f"permissions/{host}/{quote(it['user'], safe='')}")
                print(f"{it['user']} has no rights any more.")
        print(f"{len(LOGINS)} users and their rights are set.")

        """.ReplaceLineEndings("\n");
}
