using Interlock.CoyoteTests.Cli;
using OpenQA.Selenium;
using Xunit;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>The report in a real browser, from disk.</summary>
[Trait("Category", "Long")]
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Drawn = "document.querySelector('.timeline tr.step') !== null";
    private readonly InterlockProcess interlock = new();

    [BrowserFact]
    public void A_report_opens_from_disk_is_stepped_by_keys_and_reopens_at_a_step()
    {
        var page = Write("page-unmap/unmap-without-last-dsb.json", "mutex/mutex-wakes-before-unlock.json");
        browser.Open(page, Drawn);

        Assert.Equal(
            "A page is reached through a stale TLB entry", browser.Get<string>("document.querySelector('.headline h2').textContent"));
        Assert.Equal(11, Chosen());
        Assert.Equal(11, browser.Get<long>("document.querySelectorAll('.timeline tr.step').length"));
        Assert.True(browser.Get<bool>("document.querySelector('.timeline tr.violation.chosen .mark.violation') !== null"));
        Assert.True(
            browser.Get<bool>("document.querySelector('.detail .snippet .here').textContent.includes('cpu.GuestLoad')"), "no source line");

        browser.Page.ExecuteScript("document.querySelector('.timeline tr.chosen').focus()");
        browser.Press(Keys.ArrowUp, "k");
        Assert.Equal(9, Chosen());
        browser.Press("p");
        Assert.Equal(8, Chosen()); // the page is used again: the marked step before
        browser.Press(Keys.Home);
        Assert.Equal(1, Chosen());
        Assert.True(browser.Get<bool>("document.activeElement.matches('tr.chosen')"), "the chosen row has lost the focus");
        browser.Press("n");
        Assert.Equal(2, Chosen());
        Assert.EndsWith("#trace=page-unmap-unmap-without-last-dsb-assertions&step=2", browser.Page.Url, StringComparison.Ordinal);
        Assert.True(browser.Get<bool>("document.querySelector('.detail .changes').textContent.includes('table[0]')"));

        var (address, detail) = (browser.Page.Url, Detail());
        browser.Open(address, Drawn);
        Assert.Equal(2, Chosen());
        Assert.Equal(detail, Detail());

        browser.Open($"{page}#trace=mutex-mutex-wakes-before-unlock-no-lost-wake-up&step=7", Drawn);
        Assert.Equal(7, Chosen());
        Assert.Equal(["vcpu0", "vcpu1"], Lanes());
        browser.HasNoComplaints();
    }

    [BrowserFact]
    public void Long_counterexamples_show_calls_that_open_and_close()
    {
        browser.Open(Write("lifecycle-calls/roll-over-alone.json"), Drawn);
        var shown = Rows();

        Assert.InRange(shown, 1, 100); // of 148 steps: calls without a marked step are closed
        browser.Page.ExecuteScript("document.querySelector('.timeline tr.chosen').focus()");
        browser.Press("c");
        Assert.Equal(148, Rows());
        browser.Page.ExecuteScript("document.querySelector('.timeline tr.call button').click()");
        Assert.True(Rows() < 148);
        browser.Page.ExecuteScript(
            "location.hash = location.hash.replace(/.*/, '#trace=lifecycle-calls-roll-over-alone-refinement&step=1')");
        browser.Until("document.querySelector('.timeline tr.chosen')?.dataset.step === '1'");
        browser.HasNoComplaints();
    }

    [BrowserFact]
    public void What_was_checked_opens_to_what_it_rests_on()
    {
        interlock.Run("check", "ticket-lock", "rendezvous-barrier", "--report", "r");
        browser.Open(new Uri(interlock.PathOf("r/index.html")).AbsoluteUri, "document.querySelector('table.results') !== null");

        Assert.Equal(2, browser.Get<long>("document.querySelectorAll('.results .opener').length"));
        Assert.False(browser.Get<bool>("document.querySelector('.results .more').checkVisibility()"));
        browser.Page.FindElement(By.CssSelector(".results .opener")).SendKeys(Keys.Enter);
        Assert.True(browser.Get<bool>("document.querySelector('.results .more').checkVisibility()"));
        // a bar for each of 0 to 41 steps
        Assert.Equal(42, browser.Get<long>("document.querySelector('.results .more').querySelectorAll('.histogram rect').length"));
        Assert.True(browser.Get<bool>("document.querySelector('.results .more').textContent.includes('At most one vCPU at a time')"));
        Assert.True(browser.Get<bool>("document.querySelector('.meanings').textContent.includes('says nothing about larger sizes')"));
        browser.HasNoComplaints();
    }

    public void Dispose() => interlock.Dispose();

    private string Write(params string[] traces)
    {
        var result = interlock.Run(["replay", .. traces.Select(trace => Repo.PathOf($"traces/{trace}")), "--report", "r"]);
        Assert.Equal(0, result.ExitCode);
        return new Uri(interlock.PathOf("r/index.html")).AbsoluteUri;
    }

    private long Chosen() => long.Parse(
        browser.Get<string>("document.querySelector('.timeline tr.chosen').dataset.step"),
        System.Globalization.CultureInfo.InvariantCulture);

    private long Rows() => browser.Get<long>("document.querySelectorAll('.timeline tr.step').length");

    private string Detail() => browser.Get<string>("document.querySelector('.detail').textContent");

    private IEnumerable<string> Lanes() =>
        browser.Get<System.Collections.ObjectModel.ReadOnlyCollection<object>>(
            "[...document.querySelectorAll('.timeline thead th.lane')].map(lane => lane.textContent)").Cast<string>();
}
