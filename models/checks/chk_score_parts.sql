-- grain: one row per printed total of scores
{{ score_results('score_parts', 'score', '得分') }}
