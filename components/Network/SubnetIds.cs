using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>What the ids of subnets look like.</summary>
internal static partial class SubnetIds
{
    /// <summary>Records the faults of a list of ids.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="key">The list's path.</param>
    /// <param name="ids">The ids as given.</param>
    public static void Validate(ArgumentFaults faults, string key, List<string> ids)
    {
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            faults.Require(IsOne(id), $"{key}[{index}]", id, "is not the id of a subnet", "Give an id such as subnet-0123456789abcdef0.");
            faults.Require(ids.IndexOf(id) == index, $"{key}[{index}]", id, "is named twice", "Name each subnet once.");
        }
    }

    /// <summary>Whether a text is the id of a subnet.</summary>
    /// <param name="id">The text.</param>
    public static bool IsOne(string id) => Id().IsMatch(id);

    [GeneratedRegex(@"^subnet-[0-9a-f]{8,17}\z")]
    private static partial Regex Id();
}
