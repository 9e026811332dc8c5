namespace FlowerInfra;

/// <summary>What a change is about, in the order in which a reviewer asks.</summary>
internal enum Concern
{
    /// <summary>Who reaches what, and what stops them.</summary>
    Security,

    /// <summary>What is stored, and whether it stays.</summary>
    Data,

    /// <summary>Whether it answers meanwhile.</summary>
    Availability,

    /// <summary>Credentials and who reads them.</summary>
    Secrets,

    /// <summary>What the account is billed for.</summary>
    Cost,

    /// <summary>Everything else.</summary>
    Other,
}
