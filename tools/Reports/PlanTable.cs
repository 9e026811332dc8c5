using Spectre.Console;

namespace FlowerInfra;

/// <summary>A plan for people: the tree of resources, the prerequisites, the controls and a summary.</summary>
internal static class PlanTable
{
    /// <summary>The columns of what no terminal shows.</summary>
    public const int RedirectedWidth = 100;

    /// <summary>What stands before the keys whose values are the examples'.</summary>
    public const string ExamplesTitle = "Values of the examples, to be replaced before a deployment";

    /// <summary>Renders a plan.</summary>
    /// <param name="plan">The plan with its controls evaluated.</param>
    /// <param name="exampleKeys">The keys whose values are the examples'.</param>
    /// <param name="width">The columns and no colours, or null for the terminal's own of both.</param>
    public static string Render(Plan plan, IReadOnlyList<string> exampleKeys, int? width) => TextConsole.Render(width, console =>
    {
        WriteResources(console, plan);
        WritePrerequisites(console, plan);
        WriteControls(console, plan);
        WriteExamples(console, exampleKeys);
        console.WriteLine(Summary(plan));
    });

    private static void WriteResources(IAnsiConsole console, Plan plan)
    {
        var children = plan.Resources.ToLookup(it => it.Parent ?? "");
        var tree = new Tree($"[bold]{plan.Project.EscapeMarkup()} {plan.Stack.EscapeMarkup()}[/]");
        AddChildren(tree, "");
        console.Write(tree);
        console.WriteLine();

        void AddChildren(IHasTreeNodes node, string parent)
        {
            foreach (var resource in children[parent].OrderBy(it => it.Name, StringComparer.Ordinal).ThenBy(it => it.Urn, StringComparer.Ordinal))
                AddChildren(node.AddNode(Label(resource)), resource.Urn);
        }
    }

    private static string Label(PlanResource resource)
    {
        var name = resource.Name.EscapeMarkup();
        var marks = (resource.Protect ? " protected" : "") + (resource.SecretInputs.Count > 0 ? $" secret: {string.Join(", ", resource.SecretInputs)}" : "");
        return $"{(resource.Component ? $"[bold]{name}[/]" : name)} [grey]{ShortType(resource.Type).EscapeMarkup()}{marks.EscapeMarkup()}[/]";
    }

    private static string ShortType(string type) => type[(type.LastIndexOf(':') + 1)..];

    private static void WritePrerequisites(IAnsiConsole console, Plan plan)
    {
        WriteNeeds(console, "The account needs", AccountPrerequisites.Of(plan));
        WriteNeeds(console, "The cluster needs", ClusterPrerequisites.Of(plan));
    }

    private static void WriteNeeds(IAnsiConsole console, string title, IEnumerable<(string Name, string Reason)> needs)
    {
        var lines = needs.Select(it => $"  {it.Name}: {it.Reason}").ToArray();
        if (lines.Length == 0)
            return;
        console.MarkupLine($"[bold]{title}[/]");
        foreach (var line in lines)
            console.WriteLine(line);
        console.WriteLine();
    }

    private static void WriteControls(IAnsiConsole console, Plan plan)
    {
        var open = plan.Controls.Where(result => result.Status != ControlStatus.Pass).OrderBy(result => Rank(result.Status)).ToArray();
        if (open.Length == 0)
            return;
        var names = plan.Resources.ToDictionary(it => it.Urn, it => it.Name, StringComparer.Ordinal);
        var table = new Table().NoBorder().HideHeaders().AddColumns("", "", "", "");
        foreach (var column in table.Columns.Take(2))
            column.NoWrap();
        foreach (var result in open)
        {
            // Without a resource it is an expired waiver, whose message says what to do.
            var fix = result is { Status: ControlStatus.Fail, Urn: not null }
                ? ControlCatalogue.All.FirstOrDefault(control => control.Id == result.Id)?.Fix
                : null;
            table.AddRow(
                $"  [{Colour(result.Status)}]{result.Status.Word()}[/]", result.Id,
                result.Urn is null ? "the stack" : names[result.Urn].EscapeMarkup(),
                $"{result.Message}{(fix is null ? "" : $". {fix}")}".EscapeMarkup());
        }

        console.MarkupLine("[bold]Controls[/]");
        console.Write(table);
        console.WriteLine();
    }

    private static void WriteExamples(IAnsiConsole console, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
            return;
        console.MarkupLine($"[bold]{ExamplesTitle}[/]");
        foreach (var key in keys)
            console.WriteLine($"  {key}");
        console.WriteLine();
    }

    private static int Rank(ControlStatus status) => status switch
    {
        ControlStatus.Fail => 0,
        ControlStatus.Unknown => 1,
        _ => 2,
    };

    private static string Colour(ControlStatus status) => status switch
    {
        ControlStatus.Fail => "red",
        ControlStatus.Unknown => "yellow",
        _ => "blue",
    };

    private static string Summary(Plan plan)
    {
        int Count(ControlStatus status) => plan.Controls.Count(result => result.Status == status);
        var components = plan.Resources.Count(it => it.Component);
        return $"{plan.Resources.Count - components} resources in {components} components; checks: {Count(ControlStatus.Pass)} passed, "
            + $"{Count(ControlStatus.Fail)} failed, {Count(ControlStatus.Waived)} waived, {Count(ControlStatus.Unknown)} unknown";
    }
}
