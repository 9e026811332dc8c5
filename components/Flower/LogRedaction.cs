namespace FlowerInfra;

/// <summary>
/// The Python function that keeps login codes, sessions and passwords out of Flower's own log (FLW-CFG-09). Tornado logs the
/// target of a request that fails, which is a login's code when the provider refuses it, and a session whose signature is
/// wrong.
/// </summary>
internal static class LogRedaction
{
    // Every record passes the factory, whoever logs it and whatever prints it. No pattern looks for its end from more than
    // one place of a word: a request's target has up to 16 kB, and a search from each of its characters would hold Flower up.
    public const string Python = """
        def _redact_log():
            import logging
            import re
            import traceback

            secret = re.compile(
                r"[?]\S*"
                r"|\b(?:code|client_secret)=[^\s&]*"
                r"|(?<!\S)[^\s|]*[|]\S*[|]\S*"
                r"|\bauthorization\b.*"
                r"|\b(?:basic|bearer)\s+\S+"
                r"|(?<=://)[^\s/@]+@",
                re.IGNORECASE,
            )
            make = logging.getLogRecordFactory()

            def redacted(*args, **kwargs):
                record = make(*args, **kwargs)
                try:
                    message = record.getMessage()
                except Exception:
                    # Otherwise logging itself would print the arguments that don't fit.
                    message = f"{record.msg} {record.args}"
                record.msg, record.args = secret.sub("[removed]", message), None
                if record.exc_info:
                    text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
                    record.exc_text, record.exc_info = secret.sub("[removed]", text), None
                return record

            logging.setLogRecordFactory(redacted)


        _redact_log()
        """;
}
