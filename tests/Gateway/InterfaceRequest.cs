namespace FlowerInfra.Tests.Gateway;

/// <summary>One request that Flower's user interface makes a browser send.</summary>
/// <param name="Page">The page, or the script, that holds its source.</param>
/// <param name="Action">What the person does.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The target below the prefix.</param>
/// <param name="Body">The form that is sent with it.</param>
internal sealed record InterfaceRequest(string Page, string Action, string Method, string Path, string Body = "")
{
    private const string Browser = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\nAccept-Language: en-US,en;q=0.5\r\n"
        + "Accept-Encoding: gzip, deflate, br, zstd\r\nCookie: ";

    /// <summary>The request's bytes, with the headers that a browser adds to a page or to a script's request.</summary>
    public string Bytes(string prefix)
    {
        var isPage = Method == "GET" && !Path.StartsWith("api/", StringComparison.Ordinal) && !Path.Contains("json=1", StringComparison.Ordinal);
        var kind = isPage
            ? "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: none\r\n"
            : "Accept: application/json, text/javascript, */*; q=0.01\r\nX-Requested-With: XMLHttpRequest\r\nSec-Fetch-Dest: empty\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Site: same-origin\r\n";
        var form = Method == "POST"
            ? $"Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nOrigin: https://{LiveGateway.Host}\r\nContent-Length: {Body.Length}\r\n"
            : "";
        return $"{Method} {Target(prefix)} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{Browser}{SignedCookie.State}; {SignedCookie.User}\r\n{KnownUsers.Authorization("ops", "right-password")}{kind}{form}\r\n{Body}";
    }

    public string Target(string prefix) => $"{prefix.TrimEnd('/')}/{Path}";

    public override string ToString() => $"{Page}: {Action}";
}
