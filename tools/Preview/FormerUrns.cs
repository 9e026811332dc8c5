using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>
/// The URNs that a resource's aliases give it, as the engine reads them: a child takes its parent's former names into its own
/// (<see href="https://www.pulumi.com/docs/iac/concepts/options/aliases/"/>).
/// </summary>
internal static class FormerUrns
{
    /// <summary>The former URNs, sorted.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="find">Finds what was recorded of a resource; null for the stack.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(CapturedResource resource, Func<Resource, CapturedResource?> find)
    {
        IReadOnlyList<string> formerParents = resource.Parent is null ? [] : await OfAsync(resource.Parent, find).ConfigureAwait(false);
        var urns = new SortedSet<string>(formerParents.Select(parent => Child(resource, parent, resource.Name, resource.Type)), StringComparer.Ordinal);
        foreach (var input in resource.Options.Aliases)
        {
            var alias = await OutputUtilities.GetValueAsync(input.ToOutput()).ConfigureAwait(false);
            if (alias.Urn is { } urn)
            {
                urns.Add(urn);
                continue;
            }

            var (name, type) = (await ReadAsync(alias.Name, resource.Name).ConfigureAwait(false), await ReadAsync(alias.Type, resource.Type).ConfigureAwait(false));
            foreach (var parent in await ParentsAsync(resource, alias, formerParents, find).ConfigureAwait(false))
            {
                var parts = Child(resource, parent, name, type).Split("::", 3);
                var stack = await ReadAsync(alias.Stack, parts[0]["urn:pulumi:".Length..]).ConfigureAwait(false);
                urns.Add($"urn:pulumi:{stack}::{await ReadAsync(alias.Project, parts[1]).ConfigureAwait(false)}::{parts[2]}");
            }
        }

        urns.Remove(resource.Urn);
        return [.. urns];
    }

    private static async Task<IEnumerable<string?>> ParentsAsync(
        CapturedResource resource, Alias alias, IReadOnlyList<string> formerParents, Func<Resource, CapturedResource?> find) =>
        alias.NoParent ? [null]
        : alias.Parent is { } parent ? [find(parent)?.Urn]
        : alias.ParentUrn is { } urn ? [await OutputUtilities.GetValueAsync(urn.ToOutput()).ConfigureAwait(false)]
        : formerParents.Prepend(resource.Parent?.Urn);

    private static string Child(CapturedResource resource, string? parent, string name, string type)
    {
        if (parent is null)
            return $"{string.Join("::", resource.Urn.Split("::").Take(2))}::{type}::{name}";
        var parts = parent.Split("::", 4);
        // A child that is called after its parent was called after the parent's former name.
        if (resource.Parent is { } own && parent != own.Urn && name.StartsWith(own.Name, StringComparison.Ordinal))
            name = parts[3] + name[own.Name.Length..];
        return $"{parts[0]}::{parts[1]}::{parts[2]}${type}::{name}";
    }

    private static async Task<string> ReadAsync(Input<string>? value, string otherwise) =>
        value is null ? otherwise : await OutputUtilities.GetValueAsync(value.ToOutput()).ConfigureAwait(false);
}
