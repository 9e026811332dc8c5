namespace FlowerInfra;

/// <summary>One control for people: what it asks, why, how to meet it, and how to waive it.</summary>
internal static class ControlExplanation
{
    private const string ByItself =
        "The components always meet it: look for a resource of your own, or a transformation.";

    /// <summary>Renders the explanation.</summary>
    /// <param name="control">The control.</param>
    /// <param name="form">Where it goes.</param>
    public static string Render(Control control, TextForm form) => TextConsole.Render(form, console =>
    {
        console.Title($"{control.Id}, {control.Severity.Word()}");
        console.Line("  ", $"{control.Title}.");
        console.Line();
        console.Title("Why");
        console.Line("  ", $"A failure {control.Severity.Meaning()}.");
        if (control.Guide is { } guide)
            console.Line("  ", $"Asked for by: {guide}.");
        if (control.Sources.Count > 0)
            console.Line("  ", $"Implements: {string.Join(", ", control.Sources)}.");
        console.Line();
        console.Title("How to meet it");
        console.Line("  ", "With the components: ", "", control.Setting ?? ByItself);
        console.Line("  ", "With a resource of your own: ", "", control.Fix);
        console.Line();
        console.Title("How to waive it");
        console.Line("  ", $"In the stack's configuration, for {Waiver.LongestDays} days at most. PROJECT is the name in Pulumi.yaml.");
        console.Line();
        console.Line("    ", "PROJECT:waivers:");
        console.Line("      ", $"{control.Id}:");
        console.Line("        ", "reason: WHY IT IS ACCEPTED");
        console.Line("        ", "expires: YYYY-MM-DD # the last day on which it counts");
        console.Line("        ", "resources: [NAMES] # as \"preview\" prints them; leave it out for all");
        if (control.Severity == Severity.Critical)
            return;
        console.Line();
        console.Line("  ", "Without an end, if this is development or if another stack or team meets it:");
        console.Line();
        console.Line("    ", "PROJECT:leftOutOfDevelopment: # or PROJECT:metElsewhere:");
        console.Line("      ", $"{control.Id}: WHY IT IS LEFT OUT, OR WHO MEETS IT AND HOW");
    });

    /// <summary>How to meet a control, in one paragraph.</summary>
    /// <param name="control">The control.</param>
    public static string HowToMeet(Control control) => $"{control.Setting ?? ByItself} With a resource of your own: {control.Fix}";
}
