from dashboards.components import layout
layout.begin('overview','x')
