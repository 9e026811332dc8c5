namespace FlowerInfra;

/// <summary>The Python function with which the scripts that run before the gateway write a secret file for it.</summary>
internal static class FileWriter
{
    /// <summary>The function, which needs <c>os</c> and <see cref="SecretReader.Stop"/>.</summary>
    public const string Python = """
        def _write(path, text):
            new = path + ".new"
            try:
                # What an interrupted run left can't be opened for writing again.
                if os.path.lexists(new):
                    os.unlink(new)
                with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440), "w", encoding="ascii") as file:
                    os.fchmod(file.fileno(), 0o440)
                    file.write(text)
                os.replace(new, path)
            except OSError as error:
                reason = error.strerror
            else:
                return
            _stop(path, f"the file can't be written ({reason})")
        """;
}
