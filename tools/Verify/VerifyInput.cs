using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlowerInfra;

/// <summary>Reads what the command line of <c>verify</c> names; all of its faults are one message.</summary>
internal static class VerifyInput
{
    private const string StandardInput = "-";

    /// <summary>Reads it.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="url">The dashboard's address.</param>
    /// <param name="adminUrl">The admin dashboard's address, or null.</param>
    /// <param name="credentialsFile">The file with a user and a password, <c>-</c> for the standard input, or null.</param>
    /// <param name="sessionFile">The file with the cookie of a session at a Django site, <c>-</c> for the standard input, or null.</param>
    /// <param name="authorityFile">The file with certificates of authorities, or null.</param>
    /// <param name="probesLimits">Whether limits are tried by reaching them.</param>
    /// <param name="resultFile">The file for the result, or null.</param>
    /// <exception cref="ArgumentFaultsException">One or more of them are refused.</exception>
    public static VerifySettings Read(
        CommandContext context, string? url, string? adminUrl, string? credentialsFile, string? sessionFile, string? authorityFile,
        bool probesLimits, string? resultFile)
    {
        var faults = new ArgumentFaults();
        var viewer = ReadUrl(faults, "--url", url);
        var admin = adminUrl is null ? null : ReadUrl(faults, "--admin-url", adminUrl);
        faults.Require(
            admin is null || viewer is null || admin.Host != viewer.Host, "--admin-url", adminUrl, "is on the host of --url",
            "Name the admin dashboard's own host: the two have different hosts.");
        faults.Require(
            credentialsFile is null || sessionFile is null, "--session-file", sessionFile, "is given together with --credentials-file",
            "Give the one that the dashboard asks for: a session where people sign in at a Django site.");
        var credentials = credentialsFile is not null ? ReadCredentials<BasicCredentials>(faults, context, "--credentials-file", credentialsFile, BasicCredentials.TryParse)
            : sessionFile is not null ? ReadCredentials<SessionCookie>(faults, context, "--session-file", sessionFile, SessionCookie.TryParse)
            : null;
        var authorities = authorityFile is null ? null : ReadAuthorities(faults, context, authorityFile);
        // Known now rather than when the probes have run.
        if (resultFile is not null && ResultFile.Problem(resultFile) is { } problem)
            faults.Add("--out", resultFile, problem, ResultFile.Fix);
        faults.ThrowIfAny("The command line");
        return new VerifySettings
        {
            Url = viewer!,
            AdminUrl = admin,
            Credentials = credentials,
            Authorities = authorities,
            ProbesLimits = probesLimits,
            Network = context.Network,
        };
    }

    private static DashboardUrl? ReadUrl(ArgumentFaults faults, string option, string? text)
    {
        if (DashboardUrl.TryParse(text, out var url, out var fault))
            return url;
        // A password in the URL is already in too many places.
        faults.Add(option, DashboardUrl.HasUserInfo(text) ? null : text, fault.Problem, fault.Fix);
        return null;
    }

    private delegate bool Parser<T>(string? text, out T? value, out ValueFault fault);

    private static ProbeCredentials? ReadCredentials<T>(ArgumentFaults faults, CommandContext context, string option, string file, Parser<T> tryParse)
        where T : ProbeCredentials
    {
        var text = ReadText(faults, context, option, file, takesInput: true);
        if (text is null)
            return null;
        if (tryParse(text, out var credentials, out var fault))
            return credentials;
        faults.Add(option, file, fault.Problem, fault.Fix);
        return null;
    }

    private static X509Certificate2Collection? ReadAuthorities(ArgumentFaults faults, CommandContext context, string file)
    {
        const string option = "--ca";
        const string fix = "Name a file with the authority's certificate in PEM form.";
        if (ReadText(faults, context, option, file, takesInput: false) is not { } text)
            return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(text);
            faults.Require(authorities.Count > 0, option, file, "holds no certificate", fix);
        }
        catch (CryptographicException)
        {
            faults.Add(option, file, "holds a certificate that can't be read", fix);
        }

        return authorities;
    }

    private static string? ReadText(ArgumentFaults faults, CommandContext context, string option, string file, bool takesInput)
    {
        try
        {
            return InputText.Within(
                context.Patience, () => takesInput && file == StandardInput ? InputText.Of(context.Input) : InputText.OfFile(file));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(option, file, "does not exist", "Name a file that does.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(option, file, $"can't be read: {exception.Message.TrimEnd('.')}", "Name a file that this user may read.");
        }

        return null;
    }
}
