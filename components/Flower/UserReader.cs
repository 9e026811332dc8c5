namespace FlowerInfra;

/// <summary>The Python function with which Flower and the gateway read the users, so that both agree on who is one.</summary>
internal static class UserReader
{
    // nginx reads no parameter above 4 kB, and a password's base64 with its escapes is up to four times as long.
    public const string Python = """
        def _users(path):
            import json

            def unique(pairs):
                if len(dict(pairs)) != len(pairs):
                    _stop(path, "a user is named twice")
                return dict(pairs)

            text = _secret(path)
            try:
                users = json.loads(text, object_pairs_hook=unique)
            except ValueError:
                users = None
            if not isinstance(users, dict):
                _stop(path, "the secret is not a JSON object from user to password")
            if not users:
                _stop(path, "the secret names no user")
            for user, password in users.items():
                if not all(isinstance(text, str) and text and text.isascii() and text.isprintable() for text in (user, password)):
                    _stop(path, "a user or a password is empty or holds a character that is not printable ASCII")
                if "," in user or ":" in user:
                    _stop(path, "a user's name holds a comma or a colon")
                if len(user) + len(password) > 500:
                    _stop(path, "a user's name and password have more than 500 characters")
            return [f"{user}:{password}" for user, password in sorted(users.items())]
        """;
}
