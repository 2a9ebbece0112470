"""English, in words that en-US and en-GB share."""

from dataclasses import replace
from decimal import Decimal

from reports.story.phrases.grammar import at_time, category, in_quotes, total_label
from reports.story.phrases.phrases import Phrases, Plural

_SCALES = {10**12: "trillion", 10**9: "billion", 10**6: "million"}
_KINDS = ("committed", "awarded", "paid", "requested", "received", "pledged", "spent", "TODO")
_BY = {"area": "areas", "funder": "funders", "recipient": "recipients", "country": "countries", "type": "types"}
_BY |= {"year": "years", "fiscal year": "fiscal years"}
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

AMERICAN = Phrases(
    language="en-US",
    category=category,
    localised=str,
    number_of="{count} {thing}",
    money="{sign}{number}",
    money_in_letters="{sign} {number}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    scales={scale: Plural(f"{{amount}} {word}", f"{{amount}} {word}") for scale, word in _SCALES.items()},
    in_scale={scale: f"{{sign}} {word}" for scale, word in _SCALES.items()},
    currencies={"any": "{sign}"},
    parts_of_year={part: f"{part} {{year}}" for part in ("early", "mid", "late")},
    parts_in_year={part: part for part in ("early", "mid", "late")},
    bounds={key: f"{key} {{number}}" for key in ("more than", "at least", "about", "nearly", "up to")},
    kinds={kind: kind for kind in _KINDS},
    kind_heads={kind: kind[:1].upper() + kind[1:] for kind in _KINDS},
    by={one: Plural(one, several) for one, several in _BY.items()},
    by_heads={one: Plural(one.capitalize(), several.capitalize()) for one, several in _BY.items()},
    others={
        "area": Plural("Other ({count} area)", "Other ({count} areas)"),
        "funder": Plural("Other ({count} funder)", "Other ({count} funders)"),
        "recipient": Plural("Other ({count} recipient)", "Other ({count} recipients)"),
        "country": Plural("Other ({count} country)", "Other ({count} countries)"),
        "type": Plural("Other ({count} type)", "Other ({count} types)"),
    },
    # sources and dates
    figures_as_of="Figures as of {date}",
    running="{title} · figures as of {date}",
    historic="Historic document: figures as of {date}",
    historic_document="Historic document",
    draft="Draft",
    draft_notice="Draft: texts and figures may still change",
    draft_title="Draft: {title}",
    source=Plural("Source: {sources}; as of {date}.", "Sources: {sources}; as of {date}."),
    source_of_slide=Plural("Source: {sources}; as of {date}", "Sources: {sources}; as of {date}"),
    sources_label=Plural("Source", "Sources"),
    notes_label=Plural("Note", "Notes"),
    note_named="Note {number}",
    noted="Where note {number} belongs",
    source_named="Source {number}, {publisher}",
    cited="Where source {number} is first cited",
    as_of="As of {date}.",
    as_of_slide="As of {date}",
    partly_as_of="{date}, but some figures as of {others}",
    and_between=" and ",
    between="; ",
    publication="{publisher}, “{title}”",
    reference="{publisher}, {medium}“{title}”.",
    retrieved="Retrieved {date}.",
    derived_label="Derived here",
    webcast="“{title}”: {text}",
    small_after_colon=True,
    quotation="“{text}”",
    do_until="Until {date}",
    code_alt="QR code that leads to {address}",
    in_quotes=in_quotes,
    # numbers
    derived="derived",
    derived_here=" (derived here)",
    letter_total="Total: {total}",
    time="{begin} to {end}",
    until="to {date}",
    month="{month} {year}",
    short_month="{month} {year}",
    day="{month} {day}, {year}",
    short_day="{month} {day}, {year}",
    days={},
    day_in_year="{month} {day}",
    under="under {amount}",
    number_words={Decimal(number): word for number, word in enumerate(_WORDS, 2)},
    range="{least} to {most}",
    at_time=at_time,
    points_more=Plural("{number} point more than {date}", "{number} points more than {date}"),
    points_less=Plural("{number} point less than {date}", "{number} points less than {date}"),
    as_much="as much as {date}",
    up="up {share} from {date}",
    down="down {share} from {date}",
    earlier="{date}: {number}",
    table=Plural("Table of {count} row: {heads}.", "Table of {count} rows: {heads}."),
    more="up {number}",
    less="down {number}",
    points=Plural("{number} point", "{number} points"),
    chart_alt={
        "bars": "Bar chart, {unit}: {values}.",
        "columns": "Columns, {unit}: {values}.",
        "line": "Line chart, {unit}: {values}.",
        "share": "One bar in parts, {unit}: {values}.",
    },
    from_zero={
        "bars": "Bars begin at zero.",
        "columns": "Columns begin at zero.",
        "line": "The scale begins at zero.",
        "share": "The parts together are the whole.",
    },
    chart_unit="{unit}, {scale}",
    chart_finding={
        "bars": "{label} is the largest: {value}",
        "columns": "{label} is the highest: {value}",
        "line": "{label} is the highest: {value}",
        "share": "{label} is the largest part: {value}",
    },
    rounding="Amounts are rounded: those shown add up to {added}, and the total is {total}.",
    # the portfolio
    total_label=total_label,
    squares=(
        "Chart of {count} equal squares, one for each {item}{spelt}, where only their number and the total of "
        "{total} are known. {unpublished}"
    ),
    squares_divided=(
        "Chart of {count} equal squares, one for each {item}{spelt}, where the total is {total}. Their "
        "size says nothing of amounts."
    ),
    share="{number}%",
    share_under_one="under 1%",
    blocks="Blocks are single awards, the largest first, as far as they can be told apart.",
    shares="Shares are derived here.",
    people="Chart of {count} equal circles, one for each of the {count} {unit}.",
    circle="One circle is one of the {count} {unit}.",
    squares_spelt=", set as the figure {count}",
    squares_numbered="Those with a number inside are described: {names}.",
    square_lit="The square of {name} is lit.",
    square="One square is one {item}.",
    square_of_each="One square for each of the {count} {unit}.",
    one_of="One of the {count} {items}",
    one_of_inexact="One of {count} {items}",
    item=Plural("project", "projects"),
    small_numbers=("One", "Two", "Three", "Four", "Five", "Six"),
    described=Plural("{number} is described in this brief: {names}.", "{number} are described in this brief: {names}."),
    described_by_number="Those with a number are described in this brief.",
    numbered=Plural(
        "The numbered {number} is described in this talk.", "The numbered {number} are described in this talk."
    ),
    numbered_ones="Those with a number are described in this talk.",
    same_size="Every square is the same size, whatever the amount.",
    same_size_unpublished="The source gives no amounts per {item}, so every square is the same size.",
    unpublished="The source gives no amounts per {item}.",
    given_by_area="Amounts are given by area.",
    derived_number="The {label} is {number}. It is derived here, {formula}, and is {caveat}.",
    derived_change="{number} {unit}: {change}. The change is derived here, {formula}.",
    no_split="The source gives no split of the total.",
    # divided
    award=Plural("{count} award", "{count} awards"),
    award_item=Plural("award", "awards"),
    award_items="Awards",
    area=Plural("{count} area", "{count} areas"),
    award_with_amount=Plural("{count} award with an amount", "{count} awards with an amount"),
    row=Plural("{count} row", "{count} rows"),
    unstated=Plural("{count} award states no amount.", "{count} awards state no amount."),
    rows_unread=Plural(
        "{count} of {rows} states no amount that can be read.", "{count} of {rows} state no amount that can be read."
    ),
    rows_undated=Plural(
        "{count} of {rows} states no date that can be read.", "{count} of {rows} state no date that can be read."
    ),
    rows_of_subprojects=Plural(
        "{count} of {rows} is a sub-project and is left out.", "{count} of {rows} are sub-projects and are left out."
    ),
    rows_of_totals=Plural(
        "{count} of {rows} adds up others and is left out.", "{count} of {rows} add up others and are left out."
    ),
    awards_to_items="{awards} to {items}",
    other="Other",
    not_stated="Not stated",
    bound_note="Amounts with about or a limit need not add up to the total.",
    dash_note="A dash: the number is not stated.",
    money_head="{kind}, {unit}",
    bars_by_area="Amounts {kind} by area, {unit}.",
    bars_by="Amounts {kind} by {by}, {unit}: {awards}.",
    bars_alt="Bar chart of the amounts {kind} by {by}, {unit}, {extent}, where {bars}.",
    bars_alt_most="Bar chart of the amounts {kind} by {by}, {unit}, {extent}, where most is {bars}.",
    bars_alt_nearly_equal=(
        "Bar chart of the amounts {kind} by {by}, {unit}, {extent}, where {first} and {second} are nearly equal: "
        "{bars}."
    ),
    bars_alt_largest="Bar chart of the amounts {kind} by {by}, {unit}, {extent}, where the largest is {bars}.",
    finding_most="Most went to {first}",
    finding_parts={
        2: "{first}: {amount}, more than half of all",
        3: "{first}: {amount}, more than a third of all",
        4: "{first}: {amount}, more than a quarter of all",
    },
    finding_largest="{first}: {amount}, the largest of all",
    finding_most_of_years="{first}: {amount}, the most in a year",
    finding_nearly_equal="{first} and {second} nearly equal",
    largest="The {number} largest awards",
    bar="{label} {amount}",
    bar_counted="{label} {amount} ({number})",
    bars_part_alt="Bar chart, part {part} of {parts}, by {group}; {unit}: {bars}.",
    bar_largest="{label} {amount}, the largest of all",
    bar_in_words="{unit}: {amount}",
    bar_in_words_counted="{unit}: {amount}; {things}: {number}",
    bar_name="Bar {number} of {count}: {label}",
    in_full="In full: {names}.",
    names_in_full="Names in full: {names}.",
    names_in_notes="The notes have the names in full.",
    each_once="Each award counts once.",
    sum_differs_in_kind="The awards come to {sum} {kind}; the total of {total} is {stated}.",
    sum_differs="The awards listed come to {sum}, and the stated total is {total}.",
    count_differs="The table lists {awards}, and the stated number is {count}.",
    year_and="year and {by}",
    columns_headline="Amounts {kind} by {by}",
    columns_alt="Columns of the amounts {kind} by year, {unit}, each parted by {by}: {series}. By year: {years}.",
    columns_alt_whole="Columns of the amounts {kind} by year, {unit}, where {years}.",
    without_year=Plural(
        "Not in the columns: {count} award without a year, {amount} in all.",
        "Not in the columns: {count} awards without a year, {amount} in all.",
    ),
    # the sum by date
    end_of="end of {date}",
    sum_on="{amount} {kind} by {date}",
    sum_at_end="{amount} {kind} by the {date}",
    sum_of_dated=Plural(
        "{sum}, in the {count} of {awards} that states a date", "{sum}, in the {count} of {awards} that state a date"
    ),
    sum_of_complete=Plural(
        "{sum}, in the {count} of {awards} that states an amount and a date",
        "{sum}, in the {count} of {awards} that state an amount and a date",
    ),
    sum_by_date="Sum of all amounts {kind} by date, {unit}.",
    sum_of_some_by_date="Sum of the amounts {kind} by date, {unit}.",
    step_at_last_day="Each step is drawn at the last day that its date may mean.",
    undated=Plural(
        "Not in the line: {count} award without a date, {amount} in all.",
        "Not in the line: {count} awards without a date, {amount} in all.",
    ),
    steps_alt=(
        "Line in steps of the cumulative amounts {kind} from {first} to {last}, {awards}, where the sum "
        "reaches {points}."
    ),
    steps_alt_one_year=(
        "Line in steps of the cumulative amounts {kind} in {first}, {awards}, where the sum reaches {points}."
    ),
    # the list of awards
    awards="The awards",
    largest_awards=Plural("The award", "The largest of {count} awards"),
    awards_intro=Plural(
        "{count} award, the largest first: {sum} {kind} in all.",
        "{count} awards, the largest first: {sum} {kind} in all.",
    ),
    awards_listed_intro=Plural(
        "{count} award listed: {sum} {kind}.", "{count} awards listed, the largest first: {sum} {kind}."
    ),
    largest_awards_with_amount=Plural("The award", "The largest of {count} awards with an amount"),
    awards_with_amount_intro=Plural(
        "{count} award with an amount, the largest first: {sum} {kind}.",
        "{count} awards with an amount, the largest first: {sum} {kind}.",
    ),
    head_number="No.",
    head_amount="Amount, {currency}",
    head_title="Title",
    head_recipient="Recipient",
    head_area="Area",
    head_funder="Funder",
    head_country="Country",
    head_type="Type",
    head_award="Award",
    head_date="Date",
    other_awards=Plural(
        "The other one is in the brief’s annex, “{annex}”.", "The other {count} are in the brief’s annex, “{annex}”."
    ),
    same_awards="The same list is in the brief’s annex, “{annex}”.",
    names_intro="{names}, {awards}, in the order of their amounts: {sum} {kind}.",
    names_by_amount="{names} by amount",
    table_alt_names="Table of the first {count} rows of {names} by amount: {heads}.",
    table_alt_with_amount="Table of all awards with an amount: {heads}.",
    table_alt_largest_with_amount="Table of the {count} largest of {all} awards with an amount: {heads}.",
    table_alt="Table of all awards: {heads}.",
    table_alt_largest="Table of the {count} largest of {all} awards: {heads}.",
    # the timeline
    done="reported as done",
    not_done="expected, not reported as done",
    expected="expected",
    title_expected="{title} (expected)",
    date_expected="{date}, expected",
    date_not_done="{date} (expected, not reported as done)",
    placed_by_year="Placed by year only: the source gives no month or day.",
    placed_on_scale="Placed on a scale of years.",
    timeline_alt=Plural(
        "Timeline of {count} step from {first} to {last}, where the order in time is: {steps}.",
        "Timeline of {count} steps from {first} to {last}, where the order in time is: {steps}.",
    ),
    strip_alt=Plural(
        "Timeline of {count} step as a block in its year: {years}.",
        "Timeline of {count} steps, a block for each in its year, where the numbers are: {years}.",
    ),
    strip_year="{year}, {number}",
    strip_block="One block is one step.",
    strip_fullest=Plural("The year with the most is darker.", "The {count} years with the most are darker."),
    strip_outlined="Outlined: expected, not reported as done.",
    steps_named="{shown} of the {count} steps are named here; all {count} are in the notes and in the brief.",
    steps_named_without_notes="{shown} of the {count} steps are named here; all {count} are in the brief.",
    timing="Time: {count} min, which ends at {end} of {all}.",
    # what has changed since an earlier file
    changes_since="What has changed since {date}",
    changes_none="No number has changed since {date}.",
    head_what="What",
    head_change="Change",
    number_new="new",
    number_gone="no longer given",
    kind_changed="{old}, now {new}",
    changed={
        "step new": "New steps: {names}.",
        "step done": "Done since: {names}.",
        "step gone": "Steps no longer shown: {names}.",
        "project new": "New projects described: {names}.",
        "project gone": "Projects no longer described: {names}.",
    },
    awards_changed={
        "new": Plural("One award is new.", "{number} awards are new."),
        "gone": Plural("One award has ended.", "{number} awards have ended."),
        "changed": Plural("One award has changed.", "{number} awards have changed."),
    },
    # what else
    sketch_alt="Sketch of the course of {name}: {course}. An illustration, not a measurement.",
    contents="Contents",
    opens="Opens {target}",
    attached={},  # they are English
    # the package of figures
    package_readme="""\
{title}
{publisher}. {as_of}.

What is in here
{files}

How to read it
The tables hold the figures as they are printed in brief and deck: UTF-8, a row of heads, a full stop before decimals.
datapackage.json (a Frictionless Data Package) says what each column is, and in which unit. A column "shown" has the
words that belong to the number before it ("about 7.1"). A cell is empty where there is no number, or only a limit
("<0.1"). An apostrophe stands before a text that a spreadsheet would take for a formula. ledger.csv has every number of
the finished files, with its source, its date and its page or slide.

Licence
{licence}

How to cite
{citation}

Sources
{sources}
""",
    no_licence="The data file names none: ask {publisher} before you publish more than a quotation.",
    citation="{creators}: {title}. {label}. {as_of}. {identifier}",
)
BRITISH = replace(
    AMERICAN,
    language="en-GB",
    day="{day} {month} {year}",
    short_day="{day} {month} {year}",
    day_in_year="{day} {month}",
)
