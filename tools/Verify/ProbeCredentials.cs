namespace FlowerInfra;

/// <summary>What a probe that is signed in carries. Nothing but <see cref="Header"/> gives it away.</summary>
/// <param name="header">The request header, with its line break.</param>
/// <param name="secrets">What may stand in no message.</param>
internal abstract class ProbeCredentials(string header, params string[] secrets)
{
    /// <summary>The request header.</summary>
    public string Header => header;

    /// <summary>Takes the credentials out of a text: a server may send back what it got.</summary>
    /// <param name="text">The text.</param>
    public string Redact(string text) =>
        secrets.Aggregate(text, (redacted, secret) => redacted.Replace(secret, "[secret]", StringComparison.Ordinal));

    /// <summary>Never the credentials.</summary>
    public override string ToString() => "[secret]";
}
