namespace FlowerInfra;

/// <summary>Which two plans <c>diff</c> compares.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="BaseFile">The file of the older plan, or null.</param>
/// <param name="BaseReference">The Git reference of the older version, or null.</param>
/// <param name="HeadFile">The file of the newer plan; null for the stack as it stands.</param>
internal sealed record DiffInput(string Stack, string? BaseFile, string? BaseReference, string? HeadFile)
{
    // A thousand dashboards make a plan of less than half of this.
    private const int MostOfPlan = 128 * 1024 * 1024;

    /// <summary>Refuses what can't be compared, before anything runs.</summary>
    /// <exception cref="ArgumentFaultsException">No older version is named, or more than one.</exception>
    public void Check()
    {
        var faults = new ArgumentFaults();
        faults.Require(PulumiProject.IsStackName(Stack), "--stack", Stack, "is not the name of a stack", "Take letters, digits, dots, dashes and underscores.");
        faults.Require(
            BaseFile is null != BaseReference is null, "--base", BaseFile, BaseFile is null ? "is missing" : "comes with --base-ref",
            "Name one older version: --base FILE, which \"preview --format json\" wrote, or --base-ref GITREF.");
        faults.ThrowIfAny("The command line");
    }

    /// <summary>Reads or makes both plans.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="cancellation">Ends what was started.</param>
    /// <exception cref="ArgumentFaultsException">A file, a reference or the configuration is wrong.</exception>
    public async Task<(Plan Before, Plan After)> ReadAsync(CommandContext context, CancellationToken cancellation)
    {
        var after = HeadFile is not null
            ? Read(context, "--head", HeadFile)
            : (await EvaluatedPreview.RunAsync(context, context.Settings(Stack)).ConfigureAwait(false)).Plan;
        var before = BaseFile is not null
            ? Read(context, "--base", BaseFile)
            : await GitReference.PlanAsync(context, BaseReference!, Stack, cancellation).ConfigureAwait(false) is { } text
                ? Parse("--base-ref", BaseReference!, text)
                // A stack that the older version doesn't have is all new.
                : after with { Resources = [], Controls = [] };
        return (before, after);
    }

    private Plan Read(CommandContext context, string option, string path)
    {
        try
        {
            return Parse(option, path, InputText.Within(context.Patience, () => InputText.OfFile(path, MostOfPlan)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refusal(option, path, $"can't be read: {exception.Message.TrimEnd('.')}");
        }
    }

    private Plan Parse(string option, string path, string text)
    {
        try
        {
            var plan = PlanReader.FromJson(text);
            return plan.Stack == Stack ? plan : throw Refusal(option, path, $"is of stack {plan.Stack}, and not of {Stack}");
        }
        catch (FormatException exception)
        {
            throw Refusal(option, path, $"is no plan: {exception.Message}");
        }
    }

    private static ArgumentFaultsException Refusal(string option, string path, string problem) =>
        new("The command line", [new ArgumentFault(option, path, problem, "Name a file that \"preview --format json --out FILE\" wrote for this stack.")]);
}
