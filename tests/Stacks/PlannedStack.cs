using System.Collections.Concurrent;
using Pulumi;

namespace FlowerInfra.Tests.Stacks;

/// <summary>A plan with the options of its resources, which say how the engine goes about a change.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Options">The options by URN.</param>
internal sealed record PlannedStack(Plan Plan, IReadOnlyDictionary<string, CustomResourceOptions> Options)
{
    /// <summary>Previews a stack's file with one passage replaced by another, and then the next.</summary>
    public static async Task<PlannedStack> OfAsync(string stack, params (string Old, string New)[] edits)
    {
        var text = edits.Aggregate(RepositoryStacks.File(stack), (file, edit) => EditedStack.Replace(file, edit.Old, edit.New));
        using var edited = new EditedStack(stack, text);
        var options = new ConcurrentDictionary<(string Type, string Name), CustomResourceOptions>();
        var plan = await StackPreview.RunAsync(edited.Read(), stackOptions =>
        {
            stackOptions.ResourceTransformations.Add(it =>
            {
                if (it.Options is CustomResourceOptions custom)
                    options[(it.Resource.GetResourceType(), it.Resource.GetResourceName())] = custom;
                return null;
            });
            return new FlowerStack(stackOptions);
        });
        return new PlannedStack(plan, plan.Resources
            .Where(it => !it.Component).ToDictionary(it => it.Urn, it => options[(it.Type, it.Name)], StringComparer.Ordinal));
    }

    /// <summary>The stack with one input of a resource changed, as no configuration could.</summary>
    public PlannedStack With(string name, string type, Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var resource = Plan.Get(type, name);
        var inputs = resource.Inputs.DeepClone().AsObject();
        change(inputs);
        return this with { Plan = Plan with { Resources = [.. Plan.Resources.Select(it => it == resource ? resource with { Inputs = inputs } : it)] } };
    }
}
