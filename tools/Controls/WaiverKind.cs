namespace FlowerInfra;

/// <summary>Why a control that fails is accepted: the key of a stack's configuration that says so.</summary>
public enum WaiverKind
{
    /// <summary><c>waivers</c>: until a last day.</summary>
    Dated,

    /// <summary><c>leftOutOfDevelopment</c>: for as long as the stack is development.</summary>
    LeftOutOfDevelopment,

    /// <summary><c>metElsewhere</c>: another stack or another team meets it.</summary>
    MetElsewhere,
}
