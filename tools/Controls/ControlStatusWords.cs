namespace FlowerInfra;

/// <summary>The words for states in plans and tables.</summary>
public static class ControlStatusWords
{
    /// <summary>The state in lower case, as a plan names it.</summary>
    /// <param name="status">The state.</param>
    public static string Word(this ControlStatus status) => status switch
    {
        ControlStatus.Pass => "pass",
        ControlStatus.Fail => "fail",
        ControlStatus.Waived => "waived",
        _ => "unknown",
    };

    /// <summary>The state of a word, or null when it is none.</summary>
    /// <param name="word">The word.</param>
    internal static ControlStatus? Of(string word) =>
        Enum.GetValues<ControlStatus>().Cast<ControlStatus?>().FirstOrDefault(it => it!.Value.Word() == word);
}
