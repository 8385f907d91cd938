using Xunit;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>A test in a real browser; where there is none, it says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Missing is { } missing)
        {
            Skip = $"There is no {missing} on this machine, so nothing was tried in a browser; on Debian: apt-get install chromium chromium-driver";
        }
    }
}
