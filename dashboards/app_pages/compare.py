from dashboards.components import layout
layout.begin('compare','x')
