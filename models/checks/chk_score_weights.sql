-- grain: one row per printed total of weights
{{ score_results('score_weights', 'weight', '分值') }}
