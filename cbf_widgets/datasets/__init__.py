"""What the project ships, as typed values, each checked on the way in: the concepts of the texts, what the guide names and says, and the assumptions of the simulation."""

from __future__ import annotations

from cbf_widgets.datasets.assumed import assumptions as assumptions
from cbf_widgets.datasets.assumed import effort_plans as effort_plans
from cbf_widgets.datasets.assumed import presets as presets
from cbf_widgets.datasets.assumed import sheet_sections as sheet_sections
from cbf_widgets.datasets.assumed import starting_values as starting_values
from cbf_widgets.datasets.assumed import theory_numbers as theory_numbers
from cbf_widgets.datasets.concepts import about as about
from cbf_widgets.datasets.concepts import activities as activities
from cbf_widgets.datasets.concepts import balance_pairs as balance_pairs
from cbf_widgets.datasets.concepts import criteria as criteria
from cbf_widgets.datasets.concepts import described_sequences as described_sequences
from cbf_widgets.datasets.concepts import essence as essence
from cbf_widgets.datasets.concepts import exercises as exercises
from cbf_widgets.datasets.concepts import glossary as glossary
from cbf_widgets.datasets.concepts import principles as principles
from cbf_widgets.datasets.concepts import questions as questions
from cbf_widgets.datasets.concepts import references as references
from cbf_widgets.datasets.concepts import rupture_causes as rupture_causes
from cbf_widgets.datasets.concepts import vocabularies as vocabularies
from cbf_widgets.datasets.concepts import vocabulary as vocabulary
from cbf_widgets.datasets.guide import case_studies as case_studies
from cbf_widgets.datasets.guide import components as components
from cbf_widgets.datasets.guide import continuum as continuum
from cbf_widgets.datasets.guide import key_learning as key_learning
from cbf_widgets.datasets.guide import measures as measures
from cbf_widgets.datasets.guide import programmes as programmes
from cbf_widgets.datasets.guide_theories import about_theory as about_theory
from cbf_widgets.datasets.guide_theories import template as template
from cbf_widgets.datasets.guide_theories import templates as templates
from cbf_widgets.datasets.guide_theories import theories as theories
from cbf_widgets.datasets.guide_theories import theory_page as theory_page
from cbf_widgets.datasets.theory_coding import second_coding as second_coding
from cbf_widgets.datasets.theory_coding import shared_wording as shared_wording
from cbf_widgets.datasets.theory_coding import theory_coding as theory_coding
