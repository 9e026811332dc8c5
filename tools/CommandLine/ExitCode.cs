namespace FlowerInfra;

/// <summary>What the command line's exit codes mean.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A security control failed, or a comparison found what it was asked to fail on.</summary>
    public const int ControlFailed = 1;

    /// <summary>The command line, the configuration or a file is wrong; the message says how to mend it.</summary>
    public const int BadInput = 2;

    /// <summary>The program itself failed.</summary>
    public const int Defect = 3;
}
