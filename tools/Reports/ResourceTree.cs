namespace FlowerInfra;

/// <summary>The resources of a plan, each below its parent.</summary>
internal static class ResourceTree
{
    /// <summary>Writes the tree.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="plan">The plan.</param>
    public static void Write(TextConsole console, Plan plan)
    {
        var children = plan.Resources.ToLookup(it => it.Parent ?? "", StringComparer.Ordinal);
        console.Title("Resources");
        Write("", "");
        console.Line();

        void Write(string parent, string guide)
        {
            var all = children[parent].OrderBy(it => it.Name, StringComparer.Ordinal).ThenBy(it => it.Urn, StringComparer.Ordinal).ToList();
            foreach (var resource in all)
            {
                var (own, below) = resource == all[^1] ? ("└── ", "    ") : ("├── ", "│   ");
                console.Line(guide + own, $"{resource.Name} ", resource.Component ? "bold" : "", Label(resource), guide + below + "    ");
                Write(resource.Urn, guide + below);
            }
        }
    }

    /// <summary>What stands behind a resource's name: its type, and what is special about it.</summary>
    /// <param name="resource">The resource.</param>
    public static string Label(PlanResource resource) =>
        resource.Type[(resource.Type.LastIndexOf(':') + 1)..] + (resource.Protect ? " protected" : "")
        + (resource.SecretInputs.Count > 0 ? $" secret: {string.Join(", ", resource.SecretInputs)}" : "");
}
