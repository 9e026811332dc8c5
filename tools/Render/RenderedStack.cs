using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// A plan's Kubernetes objects as YAML files, the files in their ConfigMaps as they are mounted, the files that components hand over,
/// and the apps for the Django sites that dashboards ask.
/// </summary>
public sealed class RenderedStack
{
    /// <summary>The file that lists what has to be filled in before the manifests are applied.</summary>
    public const string PlaceholderFile = "PLACEHOLDERS.txt";

    // Whose ConfigMaps are mounted as files.
    private static readonly string[] Mounting = ["flower-infra:index:FlowerWorkload", "flower-infra:index:LogShipper", "flower-infra:index:WorkerPods"];

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _filesByPlaceholder = new(StringComparer.Ordinal);
    private readonly List<OmittedObject> _omitted = [];
    private readonly Dictionary<string, PlanResource> _byUrn;

    private RenderedStack(Plan plan)
    {
        _byUrn = plan.Resources.ToDictionary(it => it.Urn, StringComparer.Ordinal);
        var faults = new ArgumentFaults();
        foreach (var resource in plan.Resources.Where(KubernetesObject.Is))
        {
            if (KubernetesObject.Read(resource, out var obstacle) is { } manifest)
                Add(faults, resource, manifest);
            else
                _omitted.Add(new OmittedObject(resource.Type, resource.Name, obstacle!));
        }

        foreach (var (path, content) in DjangoApp.Files(plan))
            _files.Add(path, content);
        foreach (var resource in plan.Resources.Where(it => it.Type == RenderedFilesArgs.Type))
            AddFiles(faults, resource, resource.Name, resource.Inputs["files"] as JsonObject ?? []);

        faults.ThrowIfAny($"Stack \"{plan.Stack}\"");
        Placeholders = [.. _filesByPlaceholder.Select(pair => new ManifestPlaceholder(pair.Key, Meaning(pair.Key), [.. pair.Value]))];
        _files.Add(PlaceholderFile, ListOfPlaceholders());
    }

    /// <summary>The files' contents by path, with slashes on every system.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>How many objects there are.</summary>
    public int Objects { get; private set; }

    /// <summary>What has to be filled in, sorted.</summary>
    public IReadOnlyList<ManifestPlaceholder> Placeholders { get; }

    /// <summary>What is not rendered.</summary>
    public IReadOnlyList<OmittedObject> Omitted => _omitted;

    /// <summary>Renders a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ArgumentFaultsException">Two resources describe the same object.</exception>
    public static RenderedStack Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new RenderedStack(plan);
    }

    private void Add(ArgumentFaults faults, PlanResource resource, KubernetesObject manifest)
    {
        Objects++;
        Add(faults, resource, $"manifests/{manifest.FileName}", ManifestYaml.Write(manifest.Json), JsonTexts.Of(manifest.Json));
        if (manifest.Kind != "ConfigMap" || manifest.Json["data"] is not JsonObject data || Instance(resource) is not { } instance)
            return;
        AddFiles(faults, resource, instance, data);
    }

    private void AddFiles(ArgumentFaults faults, PlanResource resource, string folder, JsonObject files)
    {
        foreach (var (name, content) in files)
        {
            var text = (string)content!;
            Add(faults, resource, $"files/{FileName.Of(folder)}/{FileName.Of(name)}", text, [text]);
        }
    }

    private void Add(ArgumentFaults faults, PlanResource resource, string path, string content, IEnumerable<string> texts)
    {
        if (!_files.TryAdd(path, content))
        {
            faults.Add(
                resource.Urn, null, $"is rendered to {path}, where another resource is too", "Give the two different names or namespaces.");
        }

        foreach (var placeholder in texts.SelectMany(PlanReference.PlaceholdersIn))
        {
            if (!_filesByPlaceholder.TryGetValue(placeholder, out var files))
                _filesByPlaceholder[placeholder] = files = new SortedSet<string>(StringComparer.Ordinal);
            files.Add(path);
        }
    }

    // The dashboard's instance whose files a ConfigMap holds.
    private string? Instance(PlanResource resource)
    {
        while (resource.Parent is not null && _byUrn.TryGetValue(resource.Parent, out var parent))
        {
            if (Mounting.Contains(parent.Type))
                return parent.Name;
            resource = parent;
        }

        return null;
    }

    private string Meaning(string placeholder)
    {
        var body = placeholder[2..^1];
        if (PlanReference.FindAll(placeholder, _byUrn.ContainsKey).FirstOrDefault() is { Urn: not null } reference)
        {
            var resource = _byUrn[reference.Urn];
            return $"{body[(resource.Urn.Length + 1)..]} of {resource.Name} ({resource.Type})";
        }

        var dot = body.LastIndexOf('.');
        return dot < 0 ? body : $"{body[(dot + 1)..]} of {body[..dot]}";
    }

    private string ListOfPlaceholders()
    {
        if (Placeholders.Count == 0)
            return "Nothing has to be filled in.\n";
        var entries = Placeholders.Select(it => $"{it.Text}\n  {it.Meaning}\n{string.Concat(it.Files.Select(file => $"  in {file}\n"))}");
        return "Replace each of these in the files below it before you apply them: only a deployment knows its value.\n\n"
            + string.Join('\n', entries);
    }
}
