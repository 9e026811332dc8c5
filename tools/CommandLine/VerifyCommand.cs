using System.CommandLine;

namespace FlowerInfra;

/// <summary><c>verify</c>: live probes of a deployed dashboard.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var url = new Option<string>("--url", "-u")
        {
            Description = "The dashboard's address: https://host/prefix",
            Required = true,
            HelpName = "url",
        };
        var adminUrl = new Option<string?>("--admin-url")
        {
            Description = "The admin dashboard's address; it is probed for refusals only",
            HelpName = "url",
        };
        var credentials = new Option<string?>("--credentials-file")
        {
            Description = "A file with user:password, or the JSON object of Flower's secret; - reads standard input",
            HelpName = "file",
        };
        var session = new Option<string?>("--session-file")
        {
            Description = "A file with a staff user's session cookie, name=value, where people sign in at a Django site; - reads it from the standard input",
            HelpName = "file",
        };
        var authority = new Option<string?>("--ca")
        {
            Description = "Trust the authorities in this PEM file, and no others",
            HelpName = "file",
        };
        var limits = new Option<bool>("--probe-limits")
        {
            Description = "Also reach the limits; for a minute they may hold back others behind this machine's address",
        };
        var format = CommandOptions.Format("table", "json", "junit");
        var file = CommandOptions.File();
        var command = new Command("verify", "Proves on a deployed dashboard that its defences hold")
        {
            url, adminUrl, credentials, session, authority, limits, format, file,
        };
        command.SetAction((result, cancellation) => RunAsync(
            context,
            () => VerifyInput.Read(
                context, result.GetValue(url), result.GetValue(adminUrl), result.GetValue(credentials), result.GetValue(session),
                result.GetValue(authority), result.GetValue(limits), result.GetValue(file)),
            result.GetValue(format)!, result.GetValue(file), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, Func<VerifySettings> read, string format, string? file, CancellationToken cancellation)
    {
        var isTable = format == "table";
        await context.WriteBannerAsync(isTable && file is null).ConfigureAwait(false);
        var settings = read();
        VerifyReport report;
        try
        {
            report = await VerifyRun.RunAsync(settings, cancellation).ConfigureAwait(false);
        }
        catch (VerifyException exception)
        {
            await context.Error.WriteLineAsync(settings.Credentials?.Redact(exception.Message) ?? exception.Message).ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        var text = format switch
        {
            "json" => VerifyJson.ToJson(report),
            "junit" => VerifyJunit.ToXml(report),
            _ => VerifyTable.Render(report, context.FormOf(file)),
        };
        await context.WriteAsync(file, text).ConfigureAwait(false);
        return report.Code;
    }
}
