using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>Changes of a shipped stack's file, compared as the command does.</summary>
internal static class StackChange
{
    private static readonly Lazy<Task<Plan>> Production = new(() => PlanAsync(RepositoryStacks.Settings("prod")));

    /// <summary>The plan of <c>prod</c> as it stands, with its controls.</summary>
    public static Task<Plan> ProductionAsync() => Production.Value;

    /// <summary>What passages of <c>prod</c> in a new text change.</summary>
    public static async Task<PlanDiff> OfAsync(params (string Old, string New)[] edits)
    {
        var text = edits.Aggregate(RepositoryStacks.File("prod"), (result, it) => EditedStack.Replace(result, it.Old, it.New));
        using var stack = new EditedStack("prod", text);
        return PlanDiff.Of(await ProductionAsync(), await PlanAsync(stack.Read()));
    }

    /// <summary>What a change of one resource of <c>prod</c> changes.</summary>
    public static async Task<PlanDiff> OfAsync(string name, string type, Func<PlanResource, PlanResource?> edit)
    {
        var plan = await ProductionAsync();
        return PlanDiff.Of(plan, plan with
        {
            Resources = [.. plan.Resources.Select(it => it.Name == name && it.Type == type ? edit(it with { Inputs = (JsonObject)it.Inputs.DeepClone() }) : it).OfType<PlanResource>()],
        });
    }

    /// <summary>The effects as lines: impact, concern and text.</summary>
    public static IEnumerable<string> Lines(this PlanDiff diff) => diff.Effects.Select(it => $"{it.Impact.Word()} {it.Concern.Word()}: {it.Line}");

    private static async Task<Plan> PlanAsync(StackSettings settings)
    {
        var context = new CommandContext
        {
            Run = StackPreview.RunAsync<FlowerStack>,
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            Folders = [],
            Time = new DayOfTheTests(),
        };
        return (await EvaluatedPreview.RunAsync(context, settings)).Plan;
    }
}
