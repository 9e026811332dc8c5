namespace FlowerInfra;

/// <summary>The resources of a plan, each below its parent; a component is folded until somebody opens it.</summary>
internal static class HtmlResources
{
    /// <summary>Writes the tree.</summary>
    /// <param name="plan">The plan.</param>
    public static MarkupText Of(Plan plan)
    {
        var text = new MarkupText();
        var children = plan.Resources.ToLookup(it => it.Parent ?? "", StringComparer.Ordinal);
        text.Add($"<details><summary>{plan.Resources.Count} resources and components</summary>\n");
        Write("");
        return text.Add($"</details>\n");

        void Write(string parent)
        {
            text.Add($"<ul class=\"tree\">");
            foreach (var resource in children[parent].OrderBy(it => it.Name, StringComparer.Ordinal).ThenBy(it => it.Urn, StringComparer.Ordinal))
            {
                text.Add($"<li>");
                if (children.Contains(resource.Urn))
                {
                    text.Add($"<details><summary>{resource.Name} <span class=\"quiet\">{ResourceTree.Label(resource)}</span></summary>");
                    Write(resource.Urn);
                    text.Add($"</details>");
                }
                else
                {
                    text.Add($"{resource.Name} <span class=\"quiet\">{ResourceTree.Label(resource)}</span>");
                }

                text.Add($"</li>\n");
            }

            text.Add($"</ul>");
        }
    }
}
