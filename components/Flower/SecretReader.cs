namespace FlowerInfra;

/// <summary>The Python function with which both generated files read a secret.</summary>
internal static class SecretReader
{
    // Flower swallows an OSError from a configuration file that is called flowerconfig.py and starts open: every failure
    // has to become SystemExit. "from None" keeps the secret out of the traceback.
    public const string Stop = """
        def _stop(path, problem):
            raise SystemExit(f"{path}: {problem}. Refusing to start.")
        """;

    public const string Python = $$"""
        {{Stop}}


        def _secret(path):
            try:
                with open(path, encoding="ascii") as file:
                    text = file.read().rstrip("\r\n")
            except OSError as error:
                reason = error.strerror
            except ValueError:
                reason = "not ASCII"
            else:
                reason = None
            if reason:
                _stop(path, f"the secret can't be read ({reason})")
            if not text:
                _stop(path, "the secret is empty")
            if not text.isprintable() or text != text.strip():
                _stop(path, "the secret holds blanks around it or control characters")
            return text
        """;
}
